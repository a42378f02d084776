using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Rebuild;

/// <summary>POST /v1/kpi/rebuild: begins to make the read models anew; what serves goes on. GET tells how far the latest one is.</summary>
internal static class RebuildRoutes
{
    private const string Path = "/v1/kpi/rebuild";

    public static void MapRebuild(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, Begin).WithName("beginRebuild").Require(Scope.Administer)
            .Describe<RebuildStatus>(StatusCodes.Status202Accepted, "Begins to make the read models anew", StatusCodes.Status409Conflict);
        routes.MapGet(Path, Show).WithName("rebuild").Require(Scope.Administer)
            .Describe<RebuildStatus>(StatusCodes.Status200OK, "How far the latest rebuild is");
    }

    private static async Task<Results<Accepted<RebuildStatus>, ProblemHttpResult>> Begin(Rebuilder rebuilder, RebuildLog log, Caller caller, CancellationToken ct) =>
        await rebuilder.Begin(caller.Name, ct)
            ? TypedResults.Accepted(Path, await log.Latest(ct))
            : TypedResults.Problem($"A rebuild is running; GET {Path} tells how far it is.", statusCode: StatusCodes.Status409Conflict);

    private static async Task<JsonHttpResult<RebuildStatus>> Show(RebuildLog log, CancellationToken ct) => TypedResults.Json(await log.Latest(ct), KpiJson.Api);
}
