using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain;

/// <summary>The rules and the instant of one evaluation. Times and lengths are ticks of UTC: they are compared for every finding.</summary>
internal sealed class KpiTerms
{
    /// <summary>An instant that never comes: the end of an open episode, the deadline where there is none.</summary>
    public const long Never = long.MaxValue;

    private readonly long?[] _targets = new long?[(int)Severity.Critical + 1];

    public KpiTerms(KpiRules rules, DateTimeOffset now)
    {
        Rules = rules;
        At = now;
        Now = now.UtcTicks;
        FlapWindow = rules.FlapWindow.Ticks;
        ObservationWindow = rules.ObservationWindow.Ticks;
        StaleAfter = rules.StaleAfter.Ticks;
        Windows = [.. rules.Windows.Select(length => new KpiWindow(length, Now))];
        ProductionEnvironments = rules.ProductionEnvironments;
        foreach (var (severity, target) in rules.Targets)
        {
            _targets[(int)severity] = target.Ticks;
        }
    }

    public KpiRules Rules { get; }
    public DateTimeOffset At { get; }
    public long Now { get; }
    public long FlapWindow { get; }
    public long ObservationWindow { get; }
    public long StaleAfter { get; }
    public KpiWindow[] Windows { get; }
    public IReadOnlySet<string> ProductionEnvironments { get; }

    /// <summary>The severities that have rows, worst first.</summary>
    public static IReadOnlyList<Severity> Severities { get; } = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low];

    /// <summary>Time allowed to remediate; null when the severity has no target.</summary>
    public long? TargetOf(Severity severity) => _targets[(int)severity];
}
