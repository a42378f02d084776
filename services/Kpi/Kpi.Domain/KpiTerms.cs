using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Explain;
using MetricsPlatform.Kpi.Domain.Releases;

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

    /// <exception cref="InvalidOperationException">There is no such window.</exception>
    public KpiWindow Window(string text) => Windows.First(window => window.Text == text);

    /// <summary>The releases of a window and maturity.</summary>
    public ReleaseSet Releases(KpiSelection of) =>
        of.Maturity == "settled" ? ReleaseSet.Settled(Window(of.Window!), this) : ReleaseSet.Provisional(Window(of.Window!), this);

    /// <summary>The severities that have rows, worst first.</summary>
    public static IReadOnlyList<Severity> Severities { get; } = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low];

    /// <summary>Time allowed to remediate; null when the severity has no target.</summary>
    public long? TargetOf(Severity severity) => _targets[(int)severity];
}
