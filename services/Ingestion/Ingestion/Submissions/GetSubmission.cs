using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>GET /v1/submissions/{id}: accepted; processed, with what it changed, once the KPIs show it; or rejected, and why.</summary>
public static class GetSubmission
{
    public static RouteHandlerBuilder MapGetSubmission(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/submissions/{id:guid}", Handle).Require(Scope.Publish, Scope.Read)
        .Describe<Submission>(StatusCodes.Status200OK, "What became of a submission", StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Submission>, ProblemHttpResult>> Handle(Guid id, Caller caller, NpgsqlDataSource database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await SubmissionReader.Read(connection, id, caller, ct) is { } submission
            ? TypedResults.Ok(submission)
            : TypedResults.Problem("There is no such submission.", statusCode: StatusCodes.Status404NotFound);
    }
}
