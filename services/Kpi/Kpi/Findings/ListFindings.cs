using MetricsPlatform.Contracts;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi.Domain;
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
    public static void MapListFindings(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/findings", Handle).WithName("findings").Require(Scope.Read)
        .Describe<FindingPage>(StatusCodes.Status200OK, "Findings, the worst and oldest first", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

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
        var found = Select(subject, filter, onlySeverity, onlyKind, after?.Last, room: size + 1);   // one more tells whether there is a next page
        var page = found.Items.Take(size).ToList();
        var dossiers = await store.DossiersOf(page.Select(f => f.Facts.Id), ct);
        var next = found.Items.Count > size ? new FindingCursor(subject.At, page[^1].Position).ToString() : null;
        return TypedResults.Json(
            new FindingPage(subject.At, found.Total, [.. page.Select(f => FindingItem.Of(f.Read(), dossiers.GetValueOrDefault(f.Facts.Id)?.Detail))], next),
            KpiJson.Api);
    }

    private static TopFindings Select(
        KpiSubject subject, FindingFilter filter, Severity? severity, FindingKind? kind, FindingPosition? after, int room)
    {
        var all = new TopFindings(room);
        foreach (var ofService in subject.Services.Select(s => s.Facts).AsParallel().Select(SelectOf))
        {
            all.Merge(ofService);
        }
        return all;

        TopFindings SelectOf(ServiceFacts service)
        {
            var (top, view) = (new TopFindings(room), new ServiceView(service, subject.Rules, subject.At));
            foreach (var finding in service.Findings)
            {
                if ((kind is not null && finding.Kind != kind) || view.Summarize(finding) is not { } summary
                    || !filter.Admits(summary) || (severity is not null && summary.Severity != severity))
                {
                    continue;
                }
                var position = new FindingPosition(summary.Severity, summary.Since, finding.Id);
                if (after is { } last && position.CompareTo(last) <= 0)
                {
                    top.Count();
                }
                else
                {
                    top.Add(new ListedFinding(position, finding, view));
                }
            }
            return top;
        }
    }
}
