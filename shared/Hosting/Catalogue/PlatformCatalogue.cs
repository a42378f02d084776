using MetricsPlatform.Contracts;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>The contents of <c>platform.yaml</c>: who owns what, what is production, what is promised. Sensible without any file.</summary>
public sealed record PlatformCatalogue
{
    /// <summary>Without any file: no teams, environment <c>production</c>, branches <c>main</c> and <c>master</c>, the targets of docs/metrics.md.</summary>
    public static readonly PlatformCatalogue Default = new();

    public const string Unowned = "unowned";

    /// <summary>Today's name of each former one.</summary>
    private readonly Dictionary<string, string> names = [];

    public IReadOnlyDictionary<string, Team> Teams { get; init; } = new Dictionary<string, Team>();
    public IReadOnlyDictionary<string, ServiceEntry> Services
    {
        get;
        init
        {
            field = value;
            names = value.Values.SelectMany(s => s.Formerly, (s, former) => (former, s.Name)).DistinctBy(n => n.former).ToDictionary(n => n.former, n => n.Name);
        }
    } = new Dictionary<string, ServiceEntry>();

    /// <summary>Names of environments that are production; several count as one.</summary>
    public IReadOnlySet<string> ProductionEnvironments { get; init; } = new HashSet<string> { "production" };

    /// <summary>Main branches of services that name none of their own.</summary>
    public IReadOnlyList<string> MainBranches { get; init; } = ["main", "master"];

    /// <summary>How long remediation may take, by severity; a severity without an entry has no target.</summary>
    public IReadOnlyDictionary<Severity, TimeSpan> Targets { get; init; } = new Dictionary<Severity, TimeSpan>
    {
        [Severity.Critical] = TimeSpan.FromDays(7),
        [Severity.High] = TimeSpan.FromDays(30),
        [Severity.Medium] = TimeSpan.FromDays(90),
        [Severity.Low] = TimeSpan.FromDays(120),
    };

    /// <summary>Windows that KPIs are computed over, shortest first.</summary>
    public IReadOnlyList<TimeSpan> Windows { get; init; } = [TimeSpan.FromDays(30), TimeSpan.FromDays(90)];

    /// <summary>An exposure that resumes within this time (inclusive) was never fixed.</summary>
    public TimeSpan FlapWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long after its deployment a release answers for what is found in it.</summary>
    public TimeSpan ObservationWindow { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How old the latest complete scan of a scope may be before the figures that rest on it are called stale.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(7);

    /// <summary>What scans of a tool look for, by its name in events, where neither what they list nor the name tells.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ScanKind>> Scanners { get; init; } = new Dictionary<string, IReadOnlyList<ScanKind>>();

    /// <summary>Who sends webhooks, by name. Only Ingestion needs them, and only it has their secrets.</summary>
    public IReadOnlyDictionary<string, Connection> Connections { get; init; } = new Dictionary<string, Connection>();

    /// <summary>Who vouches for callers without an API key, by name.</summary>
    public IReadOnlyDictionary<string, Issuer> Issuers { get; init; } = new Dictionary<string, Issuer>();

    public IReadOnlyList<string> MainBranchesOf(string service) =>
        Services.TryGetValue(service, out var entry) && entry.MainBranches.Count > 0 ? entry.MainBranches : MainBranches;

    public string TeamOf(string service) => Services.TryGetValue(service, out var entry) ? entry.Team ?? Unowned : Unowned;

    public string? TierOf(string service) => Services.TryGetValue(service, out var entry) ? entry.Tier : null;

    /// <summary>What a service is called today: the name itself, unless it is a former one.</summary>
    public string NameOf(string service) => names.GetValueOrDefault(service, service);

    /// <summary>All names that a service has and had, by any of them.</summary>
    public IEnumerable<string> NamesOf(string service) =>
        Services.TryGetValue(NameOf(service), out var entry) ? entry.Formerly.Prepend(entry.Name) : [service];
}

/// <summary>A team, its security champion and where to reach it.</summary>
public sealed record Team(string Name, string? Champion, string? Channel);

/// <summary>A service as the catalogue knows it.</summary>
/// <param name="Team">Null: unowned.</param>
/// <param name="MainBranches">Empty: the catalogue's default.</param>
public sealed record ServiceEntry(string Name, string? Team, string? Tier, IReadOnlyList<string> MainBranches)
{
    /// <summary>Names that it had; what was and is reported under them is its own.</summary>
    public IReadOnlyList<string> Formerly { get; init; } = [];
}
