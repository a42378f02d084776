using System.Text.Json;
using CsCheck;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>Small histories in which much goes wrong: equal instants, withdrawn scans, joins, flaps, reopened tickets, rollbacks.</summary>
public static class Histories
{
    private static readonly DateTimeOffset Origin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A grid with gaps of exactly 24 h, of a second more, and of 7, 30 and 90 days, on which the windows and targets begin and end.</summary>
    public static readonly Gen<DateTimeOffset> Instants =
        Gen.Select(
            Gen.OneOf(1, 2, 3, 4, 8, 9, 31, 32, 33, 38, 61, 62, 91, 121),
            Gen.Frequency((6, TimeSpan.Zero), (2, TimeSpan.FromHours(10)), (1, TimeSpan.FromSeconds(1))),
            (day, time) => Origin.AddDays(day) + time);

    private static readonly Gen<string> Services = Gen.Frequency((6, "shop"), (1, "pay"));
    private static readonly Gen<string> Sources = Gen.OneOf("/a", "/b", "/B");
    private static readonly Gen<string> Versions = Gen.OneOf("1.0", "1.1", "1.2");
    private static readonly Gen<string?> Commits = Gen.OneOf("c1", null, "c2");

    private static readonly Gen<Draft> Deployment = Make(
        Gen.Select(
            Versions, Commits, Gen.Frequency((4, "production"), (1, "staging")),
            Gen.Frequency((5, DeploymentOutcome.Succeeded), (1, DeploymentOutcome.Failed), (1, DeploymentOutcome.RolledBack)),
            Gen.OneOf<string[]>([], ["F-1"], ["F-1", "F-2"], ["F-2"]),
            (version, commit, environment, outcome, features) => Build((header, service, _) =>
                new ReleaseDeployed(header, service, version, commit, environment, outcome, features, null))));

    /// <summary>Mostly of an event of the history, whatever it is; now and then of one that nobody has heard of.</summary>
    private static readonly Gen<Draft> Withdrawal =
        Gen.Select(Sources, Instants, Gen.Int[0, 15], (source, time, index) => new Draft(source, time, "shop", (header, all) =>
            index < all.Count
                ? new ScanWithdrawn(header, all[index].Service, all[index].Header.Source, all[index].Header.Id, null, null)
                : new ScanWithdrawn(header, "shop", "/nowhere", "unknown", null, null)));

    private static readonly Gen<Draft> ServiceRetirement = Make(Gen.Const(Build((header, service, _) => new ServiceRetired(header, service))));

    private static readonly Gen<Draft> Incident = Make(
        Gen.Select(
            Gen.Frequency((3, IncidentStatus.Open), (2, IncidentStatus.Resolved)), Gen.OneOf("INC-1", "INC-2"), Versions.Null(0.5),
            Gen.Frequency((3, (string?)null), (3, "production"), (1, "staging")),
            (status, key, version, environment) => Build((header, service, _) =>
                new IncidentChanged(header, service, key, status, environment, version, "high", null, []))));

    /// <summary>Up to 14 events with ids of their own, in no order.</summary>
    public static readonly Gen<IReadOnlyList<NativeEvent>> All =
        Gen.OneOf<IReadOnlyList<NativeEvent>>([.. Theme.All.Select(Of)]);

    /// <summary>A scan whose source and id no generated history has.</summary>
    public static readonly Gen<ScanPart> ExtraScans = Scan(Theme.All[^1]).Select(draft => (ScanPart)draft.Build(new EventHeader("/extra", "scan", draft.Time, Guid.Empty, 0, draft.Time), []));

    /// <summary>A permutation of the history in which some events stand twice.</summary>
    public static IReadOnlyList<NativeEvent> Shuffled(this IReadOnlyList<NativeEvent> history, int seed)
    {
        var random = new Random(seed);
        var repeated = history.Concat(history.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(repeated);
        return repeated;
    }

    /// <summary>One event a line, for the message of a failing property.</summary>
    public static string Print(this IEnumerable<NativeEvent> history) =>
        string.Join('\n', history.Select(e => $"{e.GetType().Name} {JsonSerializer.Serialize<object>(e, JsonSerializerOptions.Web)}"));

    private static Gen<IReadOnlyList<NativeEvent>> Of(Theme theme) => Event(theme).Array[0, 14].Select(Draft.Finish);

    private static Gen<Draft> Event(Theme theme) => Gen.Frequency<Draft>(
        (24, Scan(theme)), (8, Deployment), (6, Decision(theme)), (6, Ticket(theme)), (3, Withdrawal), (2, ScopeRetirement(theme)), (1, ServiceRetirement), (3, Incident));

    private static Gen<Draft> Make(Gen<Func<EventHeader, string, IReadOnlyList<(EventHeader Header, string Service)>, NativeEvent>> body) =>
        Gen.Select(Sources, Instants, Services, body, (source, time, service, build) => new Draft(source, time, service, (header, all) => build(header, service, all)));

    private static Gen<Draft> Scan(Theme theme) => Gen.OneOf<Draft>([.. theme.Reporters.Select(Scan)]);

    private static Gen<Draft> Scan(Reporter reporter) => Make(
        Gen.Select(
            Gen.Frequency((6, Stage.Build), (1, Stage.Staging), (3, Stage.Production)),
            Versions.Null(0.6), Commits,
            Gen.Frequency((6, (string?)null), (2, "main"), (1, "master"), (2, "feature/x")),
            Gen.Frequency((5, true), (1, false)), Gen.Frequency((5, true), (1, false)),
            reporter.Result.Array[0, reporter.Most],
            (stage, version, commit, branch, complete, successful, results) => Build((header, service, _) =>
                new ScanPart(header, service, new(reporter.Tool, reporter.Target, stage, version, commit, branch, complete, successful), 0, 1, results))));

    private static Gen<Draft> Decision(Theme theme) => Make(
        Gen.Select(
            Gen.OneOf(theme.Ids), Gen.OneOf(Results.Packages).Null(0.8), Gen.OneOf(Results.Paths).Null(0.8),
            Gen.Frequency((4, TriageDecision.RiskAccepted), (2, TriageDecision.FalsePositive), (1, TriageDecision.NotAffected), (2, TriageDecision.Reinstated)),
            Instants.Nullable(0.4),
            (rule, package, path, decision, until) => Build((header, service, _) =>
                new FindingTriaged(header, service, new(rule, package, path), decision, decision == TriageDecision.RiskAccepted ? until : null, "alice", null))));

    private static Gen<Draft> Ticket(Theme theme) => Make(
        Gen.Select(
            Gen.OneOf("jira", "github"), Gen.OneOf("A-1", "A-2"), Gen.OneOf(TicketStatus.Closed, TicketStatus.Open, TicketStatus.InProgress), Gen.OneOf(theme.Ids).Array[0, 2],
            (tracker, key, status, rules) => Build((header, service, _) => new TicketChanged(header, service, tracker, key, status, null, null, rules))));

    private static Gen<Draft> ScopeRetirement(Theme theme) => Make(
        Gen.OneOf([.. theme.Reporters]).Select(reporter => Build((header, service, _) => new ScopeRetired(header, service, reporter.Tool, reporter.Target))));

    private static Func<EventHeader, string, IReadOnlyList<(EventHeader Header, string Service)>, NativeEvent> Build(
        Func<EventHeader, string, IReadOnlyList<(EventHeader Header, string Service)>, NativeEvent> build) => build;
}
