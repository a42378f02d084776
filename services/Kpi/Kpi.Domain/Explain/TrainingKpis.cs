using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.Domain.Training;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>Recurring weaknesses of docs/metrics.md §11.</summary>
internal static class TrainingKpis
{
    public static IReadOnlyList<KpiDefinition> All { get; } =
    [
        Of("recurring_weakness", "Findings of a recurring weakness", t => t.Findings, _ => true),
        Of("recurring_weakness_high", "High and critical findings of a recurring weakness", t => t.High, highest => highest >= Severity.High),
    ];

    private static KpiDefinition Of(string id, string title, Func<TrainingKpi, double?> value, Func<Severity, bool> counts) =>
        new(id, title, KpiUnit.Count, KpiDimensions.Window | KpiDimensions.Cwe, ["M11.2", "M11.1"], ["severity", "first_seen"], KpiFormula.Count)
        {
            Watch = (terms, s) => new WeaknessWitness(s.Cwe!.Value, terms.Window(s.Window!), counts),
            Value = (report, s) => report.Training.FirstOrDefault(t => t.Window == s.Window && t.Cwe == s.Cwe) is { } row ? value(row) : null,
        };
}

/// <summary>Writes down findings of one weakness, first seen in a window.</summary>
internal sealed class WeaknessWitness(int cwe, KpiWindow window, Func<Severity, bool> counts) : KpiWitness
{
    public override void See(ServiceFacts service, UInt128 id, in Finding finding, Severity highest)
    {
        if (WeaknessTally.Counts(finding, highest) && window.Holds(finding.FirstAt) && finding.Cwes.Contains(cwe) && counts(highest))
        {
            Rows.Add(new KpiRow(service.Service, id, [highest, EpisodeSight.Instant(finding.FirstAt)]));
        }
    }
}
