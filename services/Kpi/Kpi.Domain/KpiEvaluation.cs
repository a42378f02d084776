using MetricsPlatform.Kpi.Domain.Findings;
using MetricsPlatform.Kpi.Domain.Releases;

namespace MetricsPlatform.Kpi.Domain;

/// <summary>docs/metrics.md as code: arithmetic on states, <c>now</c> as an argument.</summary>
public static class KpiEvaluation
{
    /// <summary>Every figure over the union of <paramref name="services"/>, counting only facts with event time ≤ <paramref name="now"/>.</summary>
    public static KpiReport Evaluate(IEnumerable<ServiceFacts> services, KpiRules rules, DateTimeOffset now)
    {
        var accumulator = new KpiAccumulator(rules, now);
        foreach (var service in services)
        {
            accumulator.Add(service);
        }
        return accumulator.Report();
    }

    /// <summary>What one finding is at <paramref name="now"/>; null when nothing had seen it by then.</summary>
    public static FindingStatus? StatusOf(FindingFacts finding, KpiRules rules, DateTimeOffset now) =>
        FindingStatusReader.Read(finding, new KpiTerms(rules, now));

    /// <summary>Releases of a service that were in production by <paramref name="now"/>, oldest first, with the findings behind each verdict.</summary>
    public static IReadOnlyList<ReleaseVerdict> VerdictsOf(ServiceFacts service, KpiRules rules, DateTimeOffset now) =>
        ReleaseVerdicts.Of(service, new KpiTerms(rules, now));

    /// <summary>Where a finding was caught (§5).</summary>
    public static Caught CaughtOf(FindingFacts finding, ServiceFacts service, KpiRules rules, DateTimeOffset now)
    {
        var caught = Catch.Of(finding, new ReleaseHistory(service.Releases, new KpiTerms(rules, now)));
        return caught.Place switch
        {
            CatchPlace.BeforeProduction => new Caught("before_production", null),
            CatchPlace.Production => new Caught("production", caught.EscapedFrom!.Version),
            _ => new Caught("unattributed", null),
        };
    }
}
