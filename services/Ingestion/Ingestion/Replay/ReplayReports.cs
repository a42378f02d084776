using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Ingestion.Replay;

/// <summary>POST /v1/replays?format=&amp;service=&amp;from=&amp;to=&amp;after=&amp;limit=: reads kept reports through today's adapters, a page of them at a time.</summary>
public static class ReplayReports
{
    public const string Path = "/v1/replays";

    private const int MostReports = 500;

    public static RouteHandlerBuilder MapReplayReports(this IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle).Require(Scope.Administer)
        .Describe<ReplayPage>(StatusCodes.Status200OK, "Reads kept reports through today's adapters", StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<ReplayPage>, ProblemHttpResult>> Handle(
        Replayer replayer, Caller caller, CancellationToken ct,
        string? format = null, string? service = null, DateTimeOffset? from = null, DateTimeOffset? to = null, Guid? after = null, int limit = 50)
    {
        if (format is null && service is null && from is null && to is null)
        {
            return TypedResults.Problem("Say what to read anew: 'format', 'service', 'from' or 'to'.", statusCode: StatusCodes.Status400BadRequest);
        }
        var query = new ReplayQuery(format?.ToLowerInvariant(), service, from?.ToUniversalTime(), to?.ToUniversalTime(), after, Math.Clamp(limit, 1, MostReports));
        return TypedResults.Ok(await replayer.Replay(query, caller.Name, ct));
    }
}
