using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>A finding at an instant, with the service it is of.</summary>
internal sealed record FindingAt(FindingFacts Facts, ServiceFacts Service, FindingStatus Status, KpiRules Rules, DateTimeOffset At)
{
    public Episode? LatestEpisode => Status.Episodes.Count > 0 ? Status.Episodes[^1] : null;

    public Caught Caught => KpiEvaluation.CaughtOf(Facts, Service, Rules, At);

    public FindingPosition Position => new(Status.Severity, LatestEpisode?.Start ?? Facts.First.At, Facts.Id);

    /// <summary>Null when nothing had seen the finding by then.</summary>
    public static FindingAt? Of(FindingFacts facts, ServiceFacts service, KpiRules rules, DateTimeOffset at) =>
        KpiEvaluation.StatusOf(facts, rules, at) is { } status ? new FindingAt(facts, service, status, rules, at) : null;
}
