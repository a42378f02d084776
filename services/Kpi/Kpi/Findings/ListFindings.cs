using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi.Domain.Explain;
using MetricsPlatform.Kpi.Domain.States;
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

/// <summary>
/// GET /v1/findings?service=&amp;team=&amp;tier=&amp;state=&amp;severity=&amp;kind=&amp;tool=&amp;at=&amp;limit=&amp;cursor=: worst and oldest first;
/// <c>/v1/findings.csv</c> has all of them.
/// </summary>
internal static class ListFindings
{
    private static readonly string[] Header =
    [
        "finding", "title", "service", "kind", "tool", "severity", "state", "rules", "packages", "locations", "first_seen", "since", "deadline", "overdue",
        "claimed_fixed", "caught", "escaped_from",
    ];

    public static void MapListFindings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/findings", Json).WithName("findings").Require(Scope.Read)
            .Describe<FindingPage>(StatusCodes.Status200OK, "Findings, the worst and oldest first", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes.MapGet("/v1/findings.csv", Csv).WithName("findings-csv").Require(Scope.Read)
            .DescribeText(CsvText.MediaType, "All findings of a list, as CSV", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private static async Task<Results<JsonHttpResult<FindingPage>, ProblemHttpResult>> Json(
        [AsParameters] KpiQuestion question, [AsParameters] FindingQuery query, int? limit, string? cursor, StateStore store, CancellationToken ct)
    {
        var complaints = new List<string>();
        var choice = query.Read(complaints);
        var size = QueryLimit.Read(limit, complaints);
        var after = FindingCursor.Read(cursor, complaints);
        if (complaints.Count > 0)
        {
            return complaints.AsProblem();
        }
        return question.TryRead(out var subject, out var problem)
            ? TypedResults.Json(await PageOf(choice, subject, after, size, store, ct), KpiJson.Api)
            : problem;
    }

    internal static async Task<FindingPage> PageOf(FindingChoice choice, KpiSubject subject, FindingCursor? after, int size, StateStore store, CancellationToken ct)
    {
        subject = subject with { At = after?.At ?? subject.At };
        var found = choice.Of(subject, after?.Last, room: size + 1);   // one more tells whether there is a next page
        var page = found.Items.Take(size).ToList();
        var dossiers = await store.DossiersOf(page.Select(f => f.Facts.Id), ct);
        var next = found.Items.Count > size ? new FindingCursor(subject.At, page[^1].Position).ToString() : null;
        return new FindingPage(subject.At, found.Total, [.. page.Select(f => FindingItem.Of(f.Read(), dossiers.GetValueOrDefault(f.Facts.Id)?.Detail))], next);
    }

    private static IResult Csv([AsParameters] KpiQuestion question, [AsParameters] FindingQuery query, StateStore store)
    {
        var complaints = new List<string>();
        var choice = query.Read(complaints);
        if (complaints.Count > 0)
        {
            return complaints.AsProblem();
        }
        return question.TryRead(out var subject, out var problem)
            ? new CsvAnswer<ListedFinding>("findings", Header, choice.Of(subject, null, FindingChoice.All).Items, f => f.Facts.Id, Cells, store)
            : problem;
    }

    private static IEnumerable<string> Cells(ListedFinding listed, FindingDetail? detail)
    {
        var item = FindingItem.Of(listed.Read(), detail);
        return
        [
            item.Id, CsvText.Foreign(item.Title), CsvText.Foreign(item.Service), QueryWord.Of(item.Kind), CsvText.Foreign(item.Tool), QueryWord.Of(item.Severity), QueryWord.Of(item.State),
            CsvText.Foreign(string.Join(' ', item.Rules)), CsvText.Foreign(string.Join(' ', item.Packages)), CsvText.Foreign(string.Join(' ', item.Locations)), CellText.Of(item.FirstSeen), CellText.Of(item.Since), CellText.Of(item.Deadline), CellText.Of(item.Overdue),
            CellText.Of(item.ClaimedFixed), item.Caught.Place, CsvText.Foreign(item.Caught.Version),
        ];
    }
}
