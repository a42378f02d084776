using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>A service as a test tells it. Time is counted in days; the catalogue is the default one.</summary>
internal sealed record KpiScenario(string Service, IReadOnlyList<FindingFacts> Findings, IReadOnlyList<ReleaseState> Releases)
{
    public static readonly KpiRules Rules = new(
        new Dictionary<Severity, TimeSpan>
        {
            [Severity.Critical] = TimeSpan.FromDays(7),
            [Severity.High] = TimeSpan.FromDays(30),
            [Severity.Medium] = TimeSpan.FromDays(90),
            [Severity.Low] = TimeSpan.FromDays(120),
        },
        [TimeSpan.FromDays(30), TimeSpan.FromDays(90)], TimeSpan.FromHours(24), TimeSpan.FromDays(30), new HashSet<string> { "production" });

    public static DateTimeOffset Day(double day) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day);

    public static double Days(double days) => TimeSpan.FromDays(days).TotalSeconds;

    public static KpiScenario Given(params FindingFacts[] findings) => new("checkout", findings, []);

    public ServiceFacts Facts => new(Service, Findings, Releases, [], []);

    public KpiReport At(double day, KpiRules? rules = null) => KpiEvaluation.Evaluate([Facts], rules ?? Rules, Day(day));

    public Caught Caught(double day) => KpiEvaluation.CaughtOf(Findings[0], Facts, Rules, Day(day));

    public ReleaseVerdict Verdict(string version, double day) => KpiEvaluation.VerdictsOf(Facts, Rules, Day(day)).Single(v => v.Version == version);

    public KpiScenario Deployed(
        string version, double day, DeploymentOutcome outcome = DeploymentOutcome.Succeeded, string environment = "production",
        string? commit = null, string id = "d", params string[] features)
    {
        var deployment = new Deployment(Day(day), environment, outcome, commit, features, null, "ci", id);
        var others = Releases.Where(release => release.Version != version);
        var earlier = Releases.SingleOrDefault(release => release.Version == version)?.Deployments ?? [];
        // Newest first: deployments come in no order.
        return this with { Releases = [new ReleaseState(version, [deployment, .. earlier]), .. others] };
    }
}
