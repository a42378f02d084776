namespace MetricsPlatform.Kpi.Domain;

/// <summary>docs/metrics.md as code: arithmetic on states, <c>now</c> as an argument.</summary>
public static class KpiEvaluation
{
    /// <summary>Every figure over the union of <paramref name="services"/>, counting only facts with event time ≤ <paramref name="now"/>.</summary>
    public static KpiReport Evaluate(IEnumerable<ServiceFacts> services, KpiRules rules, DateTimeOffset now)
    {
        var union = new KpiAccumulator(rules, now);
        foreach (var service in Accumulate([.. services], rules, now))
        {
            union.Merge(service);
        }
        return union.Report();
    }

    /// <summary>The figures of each service, to be reported and merged: in the order of <paramref name="services"/>, on all processors.</summary>
    public static KpiAccumulator[] Accumulate(IReadOnlyList<ServiceFacts> services, KpiRules rules, DateTimeOffset now)
    {
        var accumulators = new KpiAccumulator[services.Count];
        Parallel.For(0, services.Count, i =>
        {
            accumulators[i] = new KpiAccumulator(rules, now);
            accumulators[i].Add(services[i]);
        });
        return accumulators;
    }
}
