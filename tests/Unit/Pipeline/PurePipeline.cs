using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Correlation.Domain;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.States;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Tests.Unit.Pipeline;

/// <summary>The platform without its edges: native events through Correlation's and Kpi's domain code, states by newest-wins between them.</summary>
public sealed class PurePipeline
{
    private static readonly string[] MainBranches = ["main", "master"];

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

    private readonly Dictionary<string, ServiceHistory> histories = [];
    private readonly Dictionary<string, List<ServiceFact>> logs = [];
    private readonly Dictionary<string, Received> received = [];
    private IReadOnlyList<string> mainBranches;

    public PurePipeline(IEnumerable<NativeEvent> events, params string[] mainBranches)
    {
        this.mainBranches = mainBranches.Length > 0 ? mainBranches : MainBranches;
        foreach (var one in events)
        {
            Hear(one);
        }
    }

    public IReadOnlyDictionary<string, List<ServiceFact>> Logs => logs;

    /// <summary>Everything as the increments after each event left it.</summary>
    public IReadOnlyList<ServiceFacts> Increments => [.. received.Select(r => r.Value.Facts(r.Key))];

    /// <summary>Everything as one read of each whole log gives it.</summary>
    public IReadOnlyList<ServiceFacts> ReadBack => [.. logs.Where(log => histories[log.Key].RenamedTo is null).Select(log =>
    {
        var history = new ServiceHistory(log.Key);
        log.Value.ForEach(history.Apply);
        var states = new Received();
        ServiceStates.Since(history, 0).ToList().ForEach(states.Apply);
        return states.Facts(log.Key);
    })];

    public KpiReport At(DateTimeOffset now) => KpiEvaluation.Evaluate(Increments, Rules, now);

    /// <summary>Every state with its id, for comparing two runs.</summary>
    public SortedDictionary<string, FindingState> Findings =>
        new(received.Values.SelectMany(r => r.Findings.Values).ToDictionary(f => f.Id), StringComparer.Ordinal);

    /// <summary>Where an id that is no finding leads; a null value: every scan that listed it is withdrawn.</summary>
    public IReadOnlyDictionary<string, string?> Tombstones =>
        received.Values.SelectMany(r => r.Tombstones).ToDictionary(t => t.Key, t => t.Value);

    /// <summary>The facts that the event made, which are stored and published already.</summary>
    public IReadOnlyList<ServiceFact> Hear(NativeEvent message)
    {
        var service = message.Service;
        while (histories.GetValueOrDefault(service)?.RenamedTo is { } name)
        {
            service = name;
        }
        return Publish(Known(service), h => Recorder.Record(h, JudgeFingerprints(message), mainBranches));
    }

    /// <summary>The catalogue names other main branches from here on.</summary>
    public void Name(params string[] branches)
    {
        mainBranches = branches;
        foreach (var history in histories.Values)
        {
            Publish(history, h => Recorder.Record(h, branches));
        }
    }

    /// <summary>A service is called otherwise from here on.</summary>
    public void Rename(string former, string name)
    {
        Known(former);
        Publish(Known(name), history => Retelling.Of(logs[former], new RenamedFrom(former, histories[former].Revision), history));
        histories[former].Apply(new RenamedTo(name));
        logs[former].Add(new RenamedTo(name));
        received.Remove(former);
    }

    private ServiceHistory Known(string service)
    {
        if (!histories.TryGetValue(service, out var history))
        {
            histories.Add(service, history = new ServiceHistory(service));
            logs.Add(service, []);
        }
        received.TryAdd(service, new Received());
        return history;
    }

    private IReadOnlyList<ServiceFact> Publish(ServiceHistory history, Func<ServiceHistory, IReadOnlyList<ServiceFact>> record)
    {
        var since = history.Revision;
        var facts = record(history);
        logs[history.Service].AddRange(facts);
        if (history.Revision > since)
        {
            ServiceStates.Since(history, since).ToList().ForEach(received[history.Service].Apply);
        }
        return facts;
    }

    /// <summary>What Ingestion does before it cuts a report into parts.</summary>
    public static NativeEvent JudgeFingerprints(NativeEvent message)
    {
        if (message is not ScanPart scan)
        {
            return message;
        }
        static object? Key(ScanResult r) => r.Fingerprint is null ? null
            : r.Kind == FindingKind.Code ? (r.Kind, r.Rule, r.Fingerprint) : r.Kind == FindingKind.Secret ? (r.Kind, "", r.Fingerprint) : null;
        var twice = scan.Results.Select(Key).OfType<object>().GroupBy(k => k).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return scan with { Results = [.. scan.Results.Select(r => Key(r) is { } key && twice.Contains(key) ? r with { Fingerprint = null } : r)] };
    }

    private sealed class Received
    {
        public Dictionary<string, FindingState> Findings { get; } = [];
        public Dictionary<string, string?> Tombstones { get; } = [];
        private readonly Dictionary<string, ReleaseState> releases = [];
        private readonly Dictionary<(string, string), ScopeState> scopes = [];
        private readonly Dictionary<string, IncidentState> incidents = [];
        private readonly ScanTable scans = new();

        public void Apply(ServiceRevised message)
        {
            foreach (var tombstone in message.Tombstones)
            {
                Findings.Remove(tombstone.Id);
                Tombstones[tombstone.Id] = tombstone.MergedInto;
            }
            foreach (var finding in message.Findings)
            {
                Findings[finding.Id] = finding;
                Tombstones.Remove(finding.Id);
            }
            foreach (var release in message.Releases)
            {
                releases[release.Version] = release;
            }
            foreach (var scope in message.Scopes)
            {
                scopes[(scope.Tool, scope.Target)] = scope;
            }
            foreach (var incident in message.Incidents)
            {
                incidents[incident.Key] = incident;
            }
            foreach (var scan in message.Scans ?? [])
            {
                scans.Put(message.Revision, scan);
            }
        }

        public ServiceFacts Facts(string service) => new(
            service, FindingSet.Of(Findings.Values),
            [.. releases.Values], [.. scopes.Values], [.. incidents.Values], scans.Log);
    }
}
