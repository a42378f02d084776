namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>A figure with the rows that it was counted from.</summary>
/// <param name="Report">The evaluation that counted them.</param>
/// <param name="Value">Null: absent.</param>
public sealed record KpiExplanation(KpiDefinition Definition, KpiSelection Selection, KpiReport Report, double? Value, IReadOnlyList<KpiRow> Rows)
{
    /// <summary>Evaluates the union of the services, and writes down what one figure counts meanwhile.</summary>
    public static KpiExplanation Of(KpiDefinition definition, KpiSelection selection, IReadOnlyList<ServiceFacts> services, KpiRules rules, DateTimeOffset now)
    {
        var accumulated = new (KpiAccumulator Sums, KpiWitness Witness)[services.Count];
        Parallel.For(0, services.Count, i =>
        {
            var witness = definition.Watch(new KpiTerms(rules, now), selection);
            accumulated[i] = (new KpiAccumulator(rules, now, witness), witness);
            accumulated[i].Sums.Add(services[i]);
        });
        var union = new KpiAccumulator(rules, now);
        foreach (var (sums, _) in accumulated)
        {
            union.Merge(sums);
        }
        var report = union.Report();
        return new KpiExplanation(definition, selection, report, definition.In(report, selection), [.. accumulated.SelectMany(a => a.Witness.Rows)]);
    }
}
