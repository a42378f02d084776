using MetricsPlatform.Contracts;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Services;

/// <summary>A service and what stands in it.</summary>
/// <param name="Revision">Everything up to this revision is in the figures.</param>
/// <param name="Open">Open findings by severity.</param>
/// <param name="LastScan">Event time of the latest main-branch scan of any scope in use.</param>
/// <param name="Stale">Its figures rest on scans that are too old, or on none (docs/metrics.md §8).</param>
/// <param name="Scans">The latest complete scan of each kind that is in use; null: none was complete.</param>
public sealed record ServiceItem(
    string Service, string Team, string? Tier, long Revision, IReadOnlyDictionary<Severity, int> Open, int Overdue, DateTimeOffset? LastScan,
    bool Stale, IReadOnlyDictionary<ScanKind, DateTimeOffset?> Scans);

/// <summary>Services by name.</summary>
public sealed record ServiceList(DateTimeOffset At, IReadOnlyList<ServiceItem> Items);

/// <summary>GET /v1/services?team=&amp;tier=&amp;at=.</summary>
internal static class ListServices
{
    public static void MapListServices(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/services", Handle).WithName("services").Require(Scope.Read)
        .Describe<ServiceList>(StatusCodes.Status200OK, "Services with their team, open findings and last scan", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static Results<JsonHttpResult<ServiceList>, ProblemHttpResult> Handle([AsParameters] KpiQuestion question, ICatalogue catalogue) =>
        question.TryRead(out var subject, out var problem)
            ? TypedResults.Json(new ServiceList(subject.At, [.. subject.Services.AsParallel().AsOrdered().Select(s => Item(s, subject, catalogue.Current))]), KpiJson.Api)
            : problem;

    private static ServiceItem Item(ServiceStates states, KpiSubject subject, PlatformCatalogue catalogue)
    {
        var (revision, facts) = (states.Applied, states.Facts);
        var report = KpiEvaluation.Evaluate([facts], subject.Rules, subject.At);
        var (backlog, scans) = (report.Backlog, new ServiceView(facts, subject.Rules, subject.At).LastScans.ToList());
        return new ServiceItem(
            facts.Service, catalogue.TeamOf(facts.Service), catalogue.TierOf(facts.Service), revision,
            backlog.ToDictionary(b => b.Severity, b => b.Open), backlog.Sum(b => b.Overdue), scans.Count == 0 ? null : scans.Max(s => s.At),
            report.Freshness.Stale, report.Coverage.Where(c => c.Covered > 0).ToDictionary(c => c.Kind, c => c.LatestScan));
    }
}
