using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Triage;

/// <summary>What became of a decision.</summary>
/// <param name="Submission">Look at it with <c>GET /v1/submissions/{id}</c> of Ingestion.</param>
public sealed record TriageAccepted(Guid Submission);

/// <summary>POST /v1/findings/{id}/triage: decides about a finding. 202 when the decision is in the inbox.</summary>
internal static class TriageFinding
{
    public static void MapTriageFinding(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/findings/{id}/triage", Handle).WithName("triage").Require(Scope.Triage)
        .Describe<TriageAccepted>(StatusCodes.Status202Accepted, "Decides about a finding", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static async Task<IResult> Handle(string id, TriageRequest request, Caller caller, FindingTriage triage, CancellationToken ct)
    {
        var (submission, refusal) = await triage.Decide(id, request, caller, ct);
        return submission is { } taken ? TypedResults.Accepted($"/v1/submissions/{taken}", new TriageAccepted(taken)) : refusal!;
    }
}
