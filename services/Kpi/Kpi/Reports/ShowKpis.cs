using System.Text.Json;
using System.Text.Json.Nodes;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Reports;

/// <summary>GET /v1/kpis?service=&amp;team=&amp;tier=&amp;at=: every figure over the services in scope, as docs/metrics.md defines it.</summary>
internal static class ShowKpis
{
    public static void MapShowKpis(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/kpis", Handle).WithName("kpis").Require(Scope.Read)
        .Describe<JsonNode>(StatusCodes.Status200OK, "Every figure over the services in scope, as of any instant", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static Results<JsonHttpResult<JsonNode>, ProblemHttpResult> Handle([AsParameters] KpiQuestion question)
    {
        if (FigureAccess.Refusal(question.Caller, question.Service) is { } refusal)
        {
            return refusal;
        }
        if (!question.TryRead(out var subject, out var problem))
        {
            return problem;
        }
        var report = KpiEvaluation.Evaluate(subject.Services.Select(s => s.Facts), subject.Rules, subject.At);
        var answer = JsonSerializer.SerializeToNode(report, KpiJson.Api)!;
        answer["scope"] = JsonSerializer.SerializeToNode(subject.Scope, KpiJson.Api);
        answer["services"] = subject.Services.Count;
        answer["computedAt"] = subject.AskedAt;
        return TypedResults.Json(answer, KpiJson.Api);
    }
}
