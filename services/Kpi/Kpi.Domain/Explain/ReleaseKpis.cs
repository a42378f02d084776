namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>Releases, features and deployments of docs/metrics.md §5.</summary>
internal static class ReleaseKpis
{
    private const KpiDimensions OfSet = KpiDimensions.Window | KpiDimensions.Maturity;

    private static readonly KpiColumn<ReleaseSight>[] Columns =
    [
        new("version", r => r.Release.Version), new("in_production_since", r => r.Release.Since), new("clean", r => r.IsClean),
        new("shipped_with_known", r => r.IsShippedWithKnown),
    ];

    public static IReadOnlyList<KpiDefinition> All { get; } =
    [
        Of("zero_high_severity_releases", "Zero-high-severity releases", KpiUnit.Share, "M5.11 M5.10 M5.9", KpiFormula.Share("clean"), r => r.Ratio, _ => true),
        Of("releases", "Releases", KpiUnit.Count, "M5.10 M5.1", KpiFormula.Count, r => r.Released, _ => true),
        Of("clean_releases", "Clean releases", KpiUnit.Count, "M5.11 M5.10 M5.9", KpiFormula.Count, r => r.Clean, r => r.IsClean),
        Of("shipped_with_known", "Shipped with known findings", KpiUnit.Count, "M5.13 M5.10", KpiFormula.Count, r => r.ShippedWithKnown, r => r.IsShippedWithKnown),
        Feature("features", "Features", r => r.Features, _ => true),
        Feature("clean_features", "Clean features", r => r.CleanFeatures, clean => clean),
        new("deployments", "Deployments", KpiUnit.Count, KpiDimensions.Environment | KpiDimensions.Window, ["M5.16"], ["version", "environment", "at"], KpiFormula.Count)
        {
            OfFindings = false,
            Watch = (terms, s) => new DeploymentWitness(s.Environment!, terms.Window(s.Window!), terms),
            Value = (report, s) => report.Deployments.FirstOrDefault(d => d.Environment == s.Environment && d.Window == s.Window)?.Deployments,
        },
    ];

    private static KpiDefinition Of(
        string id, string title, KpiUnit unit, string rules, KpiFormula formula, Func<ReleaseKpi, double?> value, Func<ReleaseSight, bool> counts) =>
        new(id, title, unit, OfSet, rules.Split(' '), [.. Columns.Select(c => c.Name)], formula)
        {
            OfFindings = false,
            Watch = (terms, s) => new ReleaseWitness(terms.Releases(s), counts, Columns),
            Value = (report, s) => Row(report, s) is { } row ? value(row) : null,
        };

    private static KpiDefinition Feature(string id, string title, Func<ReleaseKpi, double?> value, Func<bool, bool> counts) =>
        new(id, title, KpiUnit.Count, OfSet, ["M5.12", "M5.10"], ["feature", "clean"], KpiFormula.Count)
        {
            OfFindings = false,
            Watch = (terms, s) => new FeatureWitness(terms.Releases(s), counts),
            Value = (report, s) => Row(report, s) is { } row ? value(row) : null,
        };

    private static ReleaseKpi? Row(KpiReport report, KpiSelection s) => report.Releases.FirstOrDefault(r => r.Window == s.Window && r.Maturity == s.Maturity);
}
