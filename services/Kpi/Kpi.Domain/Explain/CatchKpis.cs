using System.Text.Json;
using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Releases;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>Where findings were caught: shift-left and escapes of docs/metrics.md §5.</summary>
internal static class CatchKpis
{
    private static readonly KpiColumn<CatchSight>[] Columns =
    [
        new("severity", f => f.Highest), new("first_seen", f => EpisodeSight.Instant(f.FirstAt)),
        new("caught", f => JsonNamingPolicy.SnakeCaseLower.ConvertName(f.Caught.Place.ToString())),
        new("before_production", f => f.Caught.Place == CatchPlace.BeforeProduction), new("escaped_from", f => f.Caught.EscapedFrom?.Version),
        new("in_production_since", f => f.Caught.EscapedFrom?.Since),
    ];

    public static IReadOnlyList<KpiDefinition> All { get; } =
    [
        Of("shift_left", "Caught before production", KpiUnit.Share, KpiFormula.Share("before_production"), s => s.Ratio, _ => true),
        Of("high_first_seen", "High and critical findings first seen", KpiUnit.Count, KpiFormula.Count, s => s.High, _ => true),
        Of("caught_before_production", "Caught before production", KpiUnit.Count, KpiFormula.Count, s => s.BeforeProduction, f => f.Caught.Place == CatchPlace.BeforeProduction),
        Of("caught_in_production", "Caught in production", KpiUnit.Count, KpiFormula.Count, s => s.AfterProduction, f => f.Caught.Place == CatchPlace.Production),
        Of("caught_unattributed", "Unattributed", KpiUnit.Count, KpiFormula.Count, s => s.Unattributed, f => f.Caught.Place == CatchPlace.Unattributed),
        new("escaped", "Escaped findings", KpiUnit.Count, KpiDimensions.Severity | KpiDimensions.Window, ["M5.15", "M5.9"], Names, KpiFormula.Count)
        {
            Watch = (terms, s) => new CatchWitness(terms.Window(s.Window!), terms, f => f.IsEscape && f.Highest == s.Severity, Columns),
            Value = (report, s) => report.Escapes.FirstOrDefault(e => e.Severity == s.Severity && e.Window == s.Window)?.Escaped,
        },
    ];

    private static string[] Names => [.. Columns.Select(c => c.Name)];

    private static KpiDefinition Of(string id, string title, KpiUnit unit, KpiFormula formula, Func<ShiftLeftKpi, double?> value, Func<CatchSight, bool> counts) =>
        new(id, title, unit, KpiDimensions.Window, ["M5.14", "M5.5", "M5.6", "M5.7", "M5.8"], Names, formula)
        {
            Watch = (terms, s) => new CatchWitness(terms.Window(s.Window!), terms, counts, Columns),
            Value = (report, s) => report.ShiftLeft.FirstOrDefault(l => l.Window == s.Window) is { } row ? value(row) : null,
        };
}
