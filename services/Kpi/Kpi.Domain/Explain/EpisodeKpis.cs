using MetricsPlatform.Kpi.Domain.Remediation;
using static MetricsPlatform.Kpi.Domain.Explain.EpisodeColumns;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>The figures of docs/metrics.md §3 and §4.</summary>
internal static class EpisodeKpis
{
    private const KpiDimensions InWindow = KpiDimensions.Severity | KpiDimensions.Window;
    private static readonly KpiFormula Count = KpiFormula.Count;

    public static IReadOnlyList<KpiDefinition> All { get; } =
    [
        Of("mttr", "Mean time to remediate", KpiUnit.Seconds, "M3.3 M3.1", KpiFormula.Mean("duration_seconds"), r => r.MeanSeconds, e => e.IsRemediated, Start, End, Duration),
        Of("remediation_median", "Median time to remediate", KpiUnit.Seconds, "M3.4 M3.1", KpiFormula.Quantile("duration_seconds", 50), r => r.MedianSeconds, e => e.IsRemediated, Start, End, Duration),
        Of("remediation_p90", "90th percentile of the time to remediate", KpiUnit.Seconds, "M3.4 M3.1", KpiFormula.Quantile("duration_seconds", 90), r => r.P90Seconds, e => e.IsRemediated, Start, End, Duration),
        Of("remediation_duration", "Sum of the times to remediate", KpiUnit.Seconds, "M3.3 M3.1", KpiFormula.Sum("duration_seconds"), r => r.DurationSeconds, e => e.IsRemediated, Start, End, Duration),
        Of("survival_median", "Survival median", KpiUnit.Seconds, "M3.9 M3.10", KpiFormula.SurvivalMedian, r => r.SurvivalMedianSeconds, e => e.IsAtRisk, Start, End, Entry, Exit, Event),
        Of("remediated", "Remediated", KpiUnit.Count, "M3.1", Count, r => r.Remediated, e => e.IsRemediated, Start, End, Duration),
        Of("opened", "Opened", KpiUnit.Count, "M3.2", Count, r => r.Opened, e => e.IsOpened, Start, End),
        Of("net_resolve_rate", "Net resolve rate", KpiUnit.Share, "M3.5 M3.1 M3.2", KpiFormula.Share("remediated", "opened"), r => r.NetResolveRate, e => e.IsOpened || e.IsRemediated, Start, End, Opened, Remediated),
        Of("due", "Due", KpiUnit.Count, "M3.7 M3.6", Count, r => r.Due, e => e.IsDue, Start, End, Deadline, Fate),
        Of("met", "Met their target", KpiUnit.Count, "M3.8 M3.7 M3.6", Count, r => r.Met, e => e.IsDue && e.Episode.IsMet, Start, End, Deadline, Fate),
        Of("target_compliance", "Target compliance", KpiUnit.Share, "M3.8 M3.7 M3.6", KpiFormula.Share("met"), r => r.TargetCompliance, e => e.IsDue, Start, End, Deadline, Fate, Met),
        Of("triaged", "Triaged", KpiUnit.Count, "M4.5", Count, r => r.Triaged, e => e.IsTriaged, Start, Triaged, TriageTime),
        Of("time_to_triage", "Mean time to triage", KpiUnit.Seconds, "M4.5", KpiFormula.Mean("triage_seconds"), r => r.TriageMeanSeconds, e => e.IsTriaged, Start, Triaged, TriageTime),
        Standing("open", "Open", KpiUnit.Count, "M4.1", Count, b => b.Open, e => e.IsOpen, Start, Deadline, Age),
        Standing("accepted", "Accepted", KpiUnit.Count, "M4.1 M2.24", Count, b => b.Accepted, e => e.Episode.IsAccepted, Start, Deadline, Age),
        Standing("overdue", "Overdue", KpiUnit.Count, "M4.2 M3.6", Count, b => b.Overdue, e => e.IsOpen && e.Episode.IsOverdue(e.Terms.Now), Start, Deadline, Age),
        Standing("claimed_fixed", "Claimed fixed", KpiUnit.Count, "M4.4", Count, b => b.ClaimedFixed, e => e.IsOpen && e.IsClaimedFixed, Start, Deadline, Age),
        Standing("oldest", "Age of the oldest", KpiUnit.Seconds, "M4.3", KpiFormula.Max("age_seconds"), b => b.OldestSeconds, e => e.IsOpen, Start, Age),
        Standing("mean_age", "Mean age", KpiUnit.Seconds, "M4.3", KpiFormula.Mean("age_seconds"), b => b.MeanAgeSeconds, e => e.IsOpen, Start, Age),
        OpenByAge(),
    ];

    private static KpiDefinition Of(
        string id, string title, KpiUnit unit, string rules, KpiFormula formula, Func<RemediationKpi, double?> value, Func<EpisodeSight, bool> counts,
        params KpiColumn<EpisodeSight>[] columns) => new(id, title, unit, InWindow, rules.Split(' '), Names(columns), formula)
        {
            Watch = (terms, s) => new EpisodeWitness(s.Severity!.Value, terms.Window(s.Window!), terms, counts, [Severity, .. columns]),
            Value = (report, s) => report.Remediation.FirstOrDefault(r => r.Severity == s.Severity && r.Window == s.Window) is { } row ? value(row) : null,
        };

    private static KpiDefinition Standing(
        string id, string title, KpiUnit unit, string rules, KpiFormula formula, Func<BacklogKpi, double?> value, Func<EpisodeSight, bool> counts,
        params KpiColumn<EpisodeSight>[] columns) => new(id, title, unit, KpiDimensions.Severity, rules.Split(' '), Names(columns), formula)
        {
            Watch = (terms, s) => new EpisodeWitness(s.Severity!.Value, default, terms, counts, [Severity, .. columns]),
            Value = (report, s) => report.Backlog.FirstOrDefault(b => b.Severity == s.Severity) is { } row ? value(row) : null,
        };

    private static KpiDefinition OpenByAge() =>
        new("open_by_age", "Open, by age", KpiUnit.Count, KpiDimensions.Severity | KpiDimensions.Age, ["M4.1", "M4.6"], Names([Start, Deadline, Age]), Count)
        {
            Watch = (terms, s) =>
            {
                var band = AgeBand.Find(s.Age!);
                return new EpisodeWitness(s.Severity!.Value, default, terms, e => e.IsOpen && AgeBand.Of(e.Age) == band, [Severity, Start, Deadline, Age]);
            },
            Value = (report, s) => report.Backlog.FirstOrDefault(b => b.Severity == s.Severity)?.Ages.FirstOrDefault(a => a.Age == s.Age)?.Open,
        };

    private static string[] Names(KpiColumn<EpisodeSight>[] columns) => [Severity.Name, .. columns.Select(c => c.Name)];
}
