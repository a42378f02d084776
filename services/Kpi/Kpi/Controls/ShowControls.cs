using System.Text.Json;
using System.Text.Json.Nodes;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.Controls;
using MetricsPlatform.Kpi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Controls;

/// <summary>Evidence for controls, from a set of services.</summary>
public sealed record ControlList(DateTimeOffset At, KpiScope Scope, IReadOnlyList<ControlItem> Items);

/// <summary>What is measured, how far that goes, and which controls it is evidence for.</summary>
/// <param name="State">Whether it is of every service, and recent.</param>
/// <param name="Figures">The rows of <c>/v1/kpis</c> that say it.</param>
public sealed record ControlItem(
    string Id, string Title, EvidenceState State, IReadOnlyDictionary<Framework, IReadOnlyList<string>> Controls, JsonNode Figures);

/// <summary>GET /v1/controls?team=&amp;service=&amp;tier=&amp;at=: the controls of docs/controls.md with their evidence.</summary>
internal static class ShowControls
{
    public static void MapShowControls(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/controls", Handle).WithName("controls").Require(Scope.Read)
        .Describe<ControlList>(StatusCodes.Status200OK, "What is measured, as evidence for controls of known frameworks", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static Results<JsonHttpResult<ControlList>, ProblemHttpResult> Handle([AsParameters] KpiQuestion question)
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
        var sections = JsonSerializer.SerializeToNode(report, KpiJson.Api)!;
        return TypedResults.Json(
            new ControlList(subject.At, subject.Scope, [.. ControlTable.All.Select(e => new ControlItem(
                e.Id, e.Title, EvidenceStates.Of(e, report), e.Controls, FiguresOf(e, sections)))]), KpiJson.Api);
    }

    /// <summary>The section; of coverage the row of the kind.</summary>
    private static JsonNode FiguresOf(Evidence evidence, JsonNode sections) => evidence.Section == "coverage"
        ? new JsonArray(sections["coverage"]!.AsArray().Single(row => (string)row!["kind"]! == evidence.Id)!.DeepClone())
        : sections[evidence.Section]!.DeepClone();
}
