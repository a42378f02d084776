using System.Runtime.CompilerServices;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.History;

/// <summary>Figures of one instant of the past.</summary>
/// <param name="AsKnownNow">From all that is known today, late reports and withdrawals too.</param>
/// <param name="AsReported">What was written down that day; null where nothing was: only midnights (UTC) are, and only of services, teams and everything.</param>
public sealed record HistoryPoint(DateTimeOffset At, KpiReport AsKnownNow, DailyReport? AsReported);

/// <summary>Figures over time, the oldest first.</summary>
public sealed record KpiHistory(DateTimeOffset From, DateTimeOffset To, string Step, KpiScope Scope, IAsyncEnumerable<HistoryPoint> Items);

/// <summary>GET /v1/kpis/history?from=&amp;to=&amp;step=&amp;service=&amp;team=&amp;tier=: every figure at each of many instants.</summary>
internal static class ShowHistory
{
    /// <summary>Two and a half years of days. Each point is a whole evaluation.</summary>
    private const int MostPoints = 1000;

    public static void MapShowHistory(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/kpis/history", Handle).WithName("kpiHistory").Require(Scope.Read)
            .Describe<KpiHistory>(StatusCodes.Status200OK, "Every figure at each of many instants", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static async Task<Results<JsonHttpResult<KpiHistory>, ProblemHttpResult>> Handle(
        [AsParameters] KpiQuestion question, string? from, string? to, string? step, DailyReports reports, CancellationToken ct)
    {
        var complaints = new List<string>();
        if (question.At is not null)
        {
            complaints.Add("Parameter 'at' says nothing here; ask with 'from' and 'to'.");
        }
        var range = HistoryRange.Read(from, to, step, question.Clock.GetUtcNow(), MostPoints, complaints);
        if (range is null || complaints.Count > 0)
        {
            return complaints.AsProblem();
        }
        if (FigureAccess.Refusal(question.Caller, question.Service) is { } refusal)
        {
            return refusal;
        }
        if (!question.TryRead(out var subject, out var problem))
        {
            return problem;
        }
        var reported = await Reported(range, subject.Scope, reports, ct);
        return TypedResults.Json(new KpiHistory(range.From, range.To, step ?? "1d", subject.Scope, Points(range, subject, reported, ct)), KpiJson.Api);
    }

    private static async Task<Dictionary<DateTimeOffset, DailyReport>> Reported(HistoryRange range, KpiScope scope, DailyReports reports, CancellationToken ct)
    {
        if (DailyScope.Of(scope) is not var (kind, name))
        {
            return [];
        }
        var days = await reports.Read(DateOnly.FromDateTime(range.From.UtcDateTime), DateOnly.FromDateTime(range.To.UtcDateTime), kind, name, ct);
        return days.ToDictionary(d => new DateTimeOffset(d.Day, TimeOnly.MinValue, TimeSpan.Zero));
    }

    /// <summary>One after another, as the answer is written: whoever goes away is not computed for.</summary>
    private static async IAsyncEnumerable<HistoryPoint> Points(
        HistoryRange range, KpiSubject subject, Dictionary<DateTimeOffset, DailyReport> reported, [EnumeratorCancellation] CancellationToken ct)
    {
        var services = subject.Services.Select(s => s.Facts).ToList();   // all points are of the same facts
        foreach (var at in range.Instants)
        {
            ct.ThrowIfCancellationRequested();
            yield return new HistoryPoint(at, KpiEvaluation.Evaluate(services, subject.Rules, at), reported.GetValueOrDefault(at));
            await Task.Yield();
        }
    }
}
