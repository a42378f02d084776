using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>The arguments of docs/metrics.md that are not facts, with the defaults that it names.</summary>
public sealed record ReferenceRules
{
    public IReadOnlyDictionary<Severity, TimeSpan> Targets { get; init; } = new Dictionary<Severity, TimeSpan>
    {
        [Severity.Critical] = TimeSpan.FromDays(7),
        [Severity.High] = TimeSpan.FromDays(30),
        [Severity.Medium] = TimeSpan.FromDays(90),
        [Severity.Low] = TimeSpan.FromDays(120),
    };

    public IReadOnlyList<TimeSpan> Windows { get; init; } = [TimeSpan.FromDays(30), TimeSpan.FromDays(90)];
    public TimeSpan FlapWindow { get; init; } = TimeSpan.FromHours(24);
    public TimeSpan ObservationWindow { get; init; } = TimeSpan.FromDays(30);
    public IReadOnlySet<string> ProductionEnvironments { get; init; } = new HashSet<string> { "production" };
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(7);
    public IReadOnlySet<string> MainBranches { get; init; } = new HashSet<string> { "main", "master" };
}
