using MetricsPlatform.Contracts;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>A page of findings.</summary>
/// <param name="Total">How many findings the whole list has.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record FindingPage(DateTimeOffset At, int Total, IReadOnlyList<FindingItem> Items, string? Next);

/// <summary>GET /v1/findings?service=&amp;team=&amp;tier=&amp;state=&amp;severity=&amp;kind=&amp;at=&amp;limit=&amp;cursor=: worst and oldest first.</summary>
internal static class ListFindings
{
    public static void MapListFindings(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/findings", Handle).WithName("findings").Require(Scope.Read);

    private static async Task<Results<JsonHttpResult<FindingPage>, ProblemHttpResult>> Handle(
        [AsParameters] KpiQuestion question, string? state, string? severity, string? kind, int? limit, string? cursor, StateStore store, CancellationToken ct)
    {
        var complaints = new List<string>();
        var filter = QueryWord<FindingFilter>.Read("state", state, complaints) ?? FindingFilter.Open;
        var onlySeverity = QueryWord<Severity>.Read("severity", severity, complaints);
        var onlyKind = QueryWord<FindingKind>.Read("kind", kind, complaints);
        var size = QueryLimit.Read(limit, complaints);
        var after = FindingCursor.Read(cursor, complaints);
        if (complaints.Count > 0)
        {
            return complaints.AsProblem();
        }
        if (!question.TryRead(out var subject, out var problem))
        {
            return problem;
        }

        subject = subject with { At = after?.At ?? subject.At };
        var found = Select(subject, filter, onlySeverity, onlyKind);
        var page = found.SkipWhile(f => after is not null && f.Position.CompareTo(after.Last) <= 0).Take(size).ToList();
        var details = await store.DetailsOf([.. page.Select(f => f.Finding.Facts.Id)], ct);
        var next = page.Count > 0 && page[^1] != found[^1] ? new FindingCursor(subject.At, page[^1].Position).ToString() : null;
        return TypedResults.Json(
            new FindingPage(subject.At, found.Count, [.. page.Select(f => FindingItem.Of(f.Finding, details.GetValueOrDefault(f.Finding.Facts.Id)))], next),
            KpiJson.Api);
    }

    private static List<(FindingPosition Position, FindingAt Finding)> Select(KpiSubject subject, FindingFilter filter, Severity? severity, FindingKind? kind) =>
    [
        .. subject.Services.Select(s => s.Facts)
            .SelectMany(s => s.Findings.Where(f => kind is null || f.Kind == kind), (s, f) => FindingAt.Of(f, s, subject.Rules, subject.At))
            .OfType<FindingAt>()
            .Where(f => filter.Admits(f.Status) && (severity is null || f.Status.Severity == severity))
            .Select(f => (f.Position, Finding: f))
            .OrderBy(f => f.Position),
    ];
}
