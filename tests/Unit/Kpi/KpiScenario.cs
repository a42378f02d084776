using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>A service as a test tells it. Time is counted in days; the catalogue is the default one.</summary>
internal sealed record KpiScenario(string Service, IReadOnlyList<FindingState> Findings, IReadOnlyList<ReleaseState> Releases)
{
    public IReadOnlyList<ScopeState> Scopes { get; init; } = [];
    public IReadOnlyList<ScanState> Scans { get; init; } = [];
    public IReadOnlyList<IncidentState> Incidents { get; init; } = [];

    public static readonly KpiRules Rules = new(
        new Dictionary<Severity, TimeSpan>
        {
            [Severity.Critical] = TimeSpan.FromDays(7),
            [Severity.High] = TimeSpan.FromDays(30),
            [Severity.Medium] = TimeSpan.FromDays(90),
            [Severity.Low] = TimeSpan.FromDays(120),
        },
        [TimeSpan.FromDays(30), TimeSpan.FromDays(90)], TimeSpan.FromHours(24), TimeSpan.FromDays(30), new HashSet<string> { "production" },
        TimeSpan.FromDays(7), new Dictionary<string, IReadOnlyList<ScanKind>>());

    public static DateTimeOffset Day(double day) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day);

    public static double Days(double days) => TimeSpan.FromDays(days).TotalSeconds;

    public static KpiScenario Given(params FindingState[] findings) => new("checkout", findings, []);

    public ServiceFacts Facts => new(Service, FindingSet.Of(Findings.Select(Named)), Releases, Scopes, Incidents, Log);

    public KpiReport At(double day, KpiRules? rules = null) => KpiEvaluation.Evaluate([Facts], rules ?? Rules, Day(day));

    public Caught Caught(double day, KpiRules? rules = null) => View(day, rules).CaughtOf(Facts.Findings.First());

    public FindingStatus? Status(double day) => View(day).StatusOf(Facts.Findings.First());

    public ReleaseVerdict Verdict(string version, double day) => View(day).VerdictsSince(default).Single(v => v.Version == version);

    private ServiceView View(double day, KpiRules? rules = null) => new(Facts, rules ?? Rules, Day(day));

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

    /// <summary>A scan of a scope; what it lists tell the findings.</summary>
    public KpiScenario Scanned(string tool, double day, bool closes = true, string? version = null, string? commit = null, string target = "") =>
        this with { Scans = [new ScanState(Scans.Count, tool, target, Day(day), closes, version, commit, Counts: true), .. Scans] };

    /// <summary>What the scans of a scope have listed.</summary>
    public KpiScenario Lists(string tool, params ScanKind[] kinds) => Lists(tool, target: "", kinds);

    public KpiScenario Lists(string tool, string target, params ScanKind[] kinds) => this with { Scopes = [.. Scopes, new ScopeState(tool, target, [], kinds, [])] };

    public KpiScenario ScopeRetired(string tool, double day)
    {
        var scope = Scopes.SingleOrDefault(s => s.Tool == tool) ?? new ScopeState(tool, "", [], [], []);
        return this with { Scopes = [.. Scopes.Where(s => s.Tool != tool), scope with { Retirements = [.. scope.Retirements, Day(day)] }] };
    }

    public KpiScenario Incident(string key, params (double Day, IncidentStatus Status)[] changes) => Incident(key, version: null, environment: null, changes);

    public KpiScenario Incident(string key, string version, (double Day, IncidentStatus Status) change) => Incident(key, version, environment: null, change);

    public KpiScenario Incident(string key, (double Day, IncidentStatus Status) change, string environment) => Incident(key, version: null, environment, change);

    private KpiScenario Incident(string key, string? version, string? environment, params (double Day, IncidentStatus Status)[] changes) => this with
    {
        Incidents = [.. Incidents, new IncidentState(key, [.. changes.Select((c, i) => new IncidentChange(Day(c.Day), c.Status, environment, version, null, null, [], "pager", $"{i}"))])],
    };

    private ScanLog Log
    {
        get
        {
            var table = new ScanTable();
            Scans.ToList().ForEach(scan => table.Put(revision: 1, scan));
            return table.Log;
        }
    }

    private static FindingState Named(FindingState finding, int index) => finding.Id.Length > 0 ? finding : finding with { Id = FindingScenario.Id(index) };
}
