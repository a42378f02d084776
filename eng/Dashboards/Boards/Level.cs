namespace MetricsPlatform.Dashboards.Boards;

/// <summary>Whose figures a query asks for.</summary>
/// <remarks>
/// Figures of the organization and of teams that add up come from recording rules (deploy/prometheus/rules), those that cannot be added up
/// the platform exports itself. Of each figure that several replicas export, one counts.
/// </remarks>
internal abstract class Level
{
    public static Level Organization { get; } = new Recorded("organization", []);

    public static Level Team { get; } = new Recorded("team", ["team=\"$team\""]);

    /// <summary>Every team; to be told apart by the label <c>team</c>.</summary>
    public static Level Teams { get; } = new Recorded("team", []);

    public static Level Service { get; } = new Exported();

    /// <summary>Sums of counts.</summary>
    /// <param name="by">Labels to tell apart; empty: one sum.</param>
    public abstract string Sum(Metric metric, string by, params string[] matchers);

    /// <summary>A figure over the union of findings or releases, as <c>mttr_seconds</c>.</summary>
    public abstract string Union(string metric, string by, params string[] matchers);

    /// <summary>A mean over findings: <c>open_age</c>, <c>triage</c>; in seconds.</summary>
    public abstract string Mean(string metric, string by, params string[] matchers);

    /// <summary>Share of the critical and high findings due in a window that were fixed in time, by window; absent when none was due.</summary>
    public abstract string WithinTarget(params string[] matchers);

    protected static string By(string aggregation, string by, string vector) => by.Length == 0 ? $"{aggregation}({vector})" : $"{aggregation} by ({by}) ({vector})";

    protected static string Select(string metric, params IReadOnlyList<string> matchers) => matchers.Count == 0 ? metric : $"{metric}{{{string.Join(", ", matchers)}}}";

    private sealed class Recorded(string level, string[] own) : Level
    {
        public override string Sum(Metric metric, string by, params string[] matchers) =>
            By("sum", by, Select($"{level}:devsecops_{metric.Name}:sum", [.. own, .. matchers]));

        public override string Union(string metric, string by, params string[] matchers) =>
            By("max", by, Select($"devsecops_{level}_{metric}", [.. own, .. matchers]));

        public override string Mean(string metric, string by, params string[] matchers) =>
            By("max", by, Select($"{level}:devsecops_{metric}_seconds:mean", [.. own, .. matchers]));

        public override string WithinTarget(params string[] matchers) =>
            By("max", "window", Select($"{level}:devsecops_high_severity_remediation_met_per_due:ratio", [.. own, .. matchers]));
    }

    private sealed class Exported : Level
    {
        private const string Own = "service=\"$service\"";

        public override string Sum(Metric metric, string by, params string[] matchers) =>
            By("sum", by, By("max", metric.Labels, Select($"devsecops_{metric.Name}", [Own, .. matchers])));

        public override string Union(string metric, string by, params string[] matchers) =>
            By("max", by, Select($"devsecops_{metric}", [Own, .. matchers]));

        public override string Mean(string metric, string by, params string[] matchers) => Union($"{metric}_mean_seconds", by, matchers);

        public override string WithinTarget(params string[] matchers)
        {
            string[] high = [Match.CriticalAndHigh, .. matchers];
            return $"{Sum(Metric.Met, "window", high)} / ({Sum(Metric.Due, "window", high)} > 0)";
        }
    }
}
