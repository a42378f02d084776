using System.Text.Json;
using MetricsPlatform.Kpi.Domain.Releases;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>How findings reach production: docs/metrics.md §9.</summary>
internal static class ReachKpis
{
    private static readonly KpiColumn<ReachSight>[] Late =
    [
        new("severity", f => f.Highest), new("first_seen", f => EpisodeSight.Instant(f.Reach.FirstAt)), new("deployed", f => EpisodeSight.Instant(f.Reach.NextChange)),
        new("late", f => f.Reach.IsLate),
    ];

    private static readonly KpiColumn<ReachSight>[] Reasons =
    [
        new("severity", f => f.Highest), new("first_seen", f => EpisodeSight.Instant(f.Reach.FirstAt)), new("reason", f => Word(f.Reason)),
        new("version", f => f.Release?.Version), new("in_production_since", f => f.Release?.Since),
    ];

    public static IReadOnlyList<KpiDefinition> All { get; } =
    [
        OfLate("late_dump_index", "Late-dump index", KpiUnit.Share, KpiFormula.Share("late"), l => l.Ratio, _ => true),
        OfLate("late_findings", "First seen within 48 h before a deployment", KpiUnit.Count, KpiFormula.Count, l => l.Late, f => f.Reach.IsLate),
        new(
            "escape_reasons", "Reached production", KpiUnit.Count, KpiDimensions.Window | KpiDimensions.Reason, ["M9.3", "M9.4", "M9.5", "M9.6", "M9.2"],
            [.. Reasons.Select(c => c.Name)], KpiFormula.Count)
        {
            Watch = (terms, s) => s.Reason == EscapeReason.KnownAndShipped
                ? new ShippedWitness(terms.Window(s.Window!), Reasons)
                : new ReasonWitness(s.Reason!.Value, terms.Window(s.Window!), terms, Reasons),
            Value = (report, s) => report.EscapeReasons.FirstOrDefault(r => r.Window == s.Window && r.Reason == s.Reason)?.Findings,
        },
    ];

    private static KpiDefinition OfLate(string id, string title, KpiUnit unit, KpiFormula formula, Func<LateKpi, double?> value, Func<ReachSight, bool> counts) =>
        new(id, title, unit, KpiDimensions.Window, ["M9.1"], [.. Late.Select(c => c.Name)], formula)
        {
            Watch = (terms, s) => new LateWitness(terms.Window(s.Window!), counts, Late),
            Value = (report, s) => report.LateDump.FirstOrDefault(l => l.Window == s.Window) is { } row ? value(row) : null,
        };

    private static string? Word(EscapeReason? reason) => reason is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : null;
}
