using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Releases;
using MetricsPlatform.Kpi.Domain.Scanning;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>Coverage and freshness of docs/metrics.md §8.</summary>
internal static class CoverageKpis
{
    private static readonly string[] OfKind = ["scan", "covered", "latest_complete", "fresh"];
    private static readonly string[] OfService = ["scopes_in_use", "stale_scopes", "unscanned", "stale"];

    public static IReadOnlyList<KpiDefinition> All { get; } =
    [
        Kind("scan_coverage", "Scanned lately", KpiUnit.Share, KpiFormula.Share("fresh"), c => c.Ratio, (_, _) => true),
        Kind("covered_services", "Services that are scanned", KpiUnit.Count, KpiFormula.Count, c => c.Covered, (service, kind) => service.Latest.ContainsKey(kind)),
        Service("scanned_services", "Services to be scanned", KpiFormula.Count, f => f.Services, _ => true),
        Service("stale_services", "Stale services", KpiFormula.Count, f => f.StaleServices, s => s.IsStale),
        Service("unscanned_services", "Services never scanned", KpiFormula.Count, f => f.UnscannedServices, s => s.IsUnscanned),
        Service("stale_scopes", "Stale scopes", KpiFormula.Sum("stale_scopes"), f => f.StaleScopes, _ => true),
    ];

    private static KpiDefinition Kind(string id, string title, KpiUnit unit, KpiFormula formula, Func<CoverageKpi, double?> value, Func<ServiceCoverage, ScanKind, bool> counts) =>
        new(id, title, unit, KpiDimensions.Scan, ["M8.3", "M8.4", "M8.2", "M8.5"], OfKind, formula)
        {
            OfFindings = false,
            Watch = (terms, s) => new CoverageWitness(terms, service => counts(service, s.Scan!.Value), service => Cells(service, s.Scan!.Value, terms)),
            Value = (report, s) => report.Coverage.FirstOrDefault(c => c.Kind == s.Scan) is { } row ? value(row) : null,
        };

    private static KpiDefinition Service(string id, string title, KpiFormula formula, Func<FreshnessKpi, double?> value, Func<ServiceCoverage, bool> counts) =>
        new(id, title, KpiUnit.Count, KpiDimensions.None, ["M8.5", "M8.6", "M8.7", "M8.1"], OfService, formula)
        {
            OfFindings = false,
            Watch = (terms, _) => new CoverageWitness(terms, counts, s => [(double)s.ScopesInUse, (double)s.StaleScopes, s.IsUnscanned, s.IsStale]),
            Value = (report, _) => value(report.Freshness),
        };

    private static object?[] Cells(ServiceCoverage service, ScanKind kind, KpiTerms terms)
    {
        var covered = service.Latest.TryGetValue(kind, out var latest);
        return [kind.ToString().ToLowerInvariant(), covered, latest is { } at ? EpisodeSight.Instant(at) : null, covered && ServiceCoverage.IsFresh(latest, terms)];
    }
}

/// <summary>Writes down services with how they are scanned.</summary>
internal sealed class CoverageWitness(KpiTerms terms, Func<ServiceCoverage, bool> counts, Func<ServiceCoverage, IReadOnlyList<object?>> cells) : KpiWitness
{
    public override void See(ServiceFacts service, ServiceReleases releases, ReleaseHistory history)
    {
        var coverage = new ServiceCoverage(service, terms);
        if (coverage.Counts && counts(coverage))
        {
            Rows.Add(new KpiRow(service.Service, null, cells(coverage)));
        }
    }
}
