using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Grouping;
using MetricsPlatform.Correlation.Domain.Ledger;
using MetricsPlatform.Correlation.Domain.States;
using MetricsPlatform.Correlation.Domain.Timeline;

namespace MetricsPlatform.Correlation.Domain;

/// <summary>
/// Everything that follows from the facts of one service. <see cref="Apply"/> is the only way in: the same facts give the same
/// history, live or read back. Not thread-safe; a history whose facts could not be stored is thrown away.
/// </summary>
public sealed class ServiceHistory
{
    /// <summary>Stands between a scan's id and the rest of the id of a decision in its report (docs/events.md).</summary>
    private const string DecisionInReport = "/decision/";

    private readonly Dictionary<(string Source, string Id), KnownEvent> events = [];
    private readonly List<Scan> scans = [];
    private readonly Dictionary<(string Source, string Id), Scan> scansById = [];
    private readonly Dictionary<(string Source, string Id), PendingScan> pending = [];
    private readonly HashSet<(string Source, string Id)> withdrawn = [];
    private readonly HashSet<Atom> touched = [];
    private readonly List<(RenamedFrom Fact, long ChangedIn)> formerNames = [];
    private readonly CountedScans counted;

    public ServiceHistory(string service)
    {
        Service = service;
        Registry = new(service);
        Joins = new(Registry);
        counted = new(Registry, Joins, Scopes, touched);
    }

    public string Service { get; }
    public long Revision { get; private set; }
    public ResultRegistry Registry { get; }
    public CommitJoins Joins { get; }
    public ServiceLedger Ledger { get; } = new();
    public Scopes Scopes { get; } = new();
    public IReadOnlyList<Scan> Scans => scans;
    public IReadOnlyList<string> MainBranches { get; private set; } = ["main", "master"];

    /// <summary>What the service is called now; null: as it is here.</summary>
    public string? RenamedTo { get; private set; }

    /// <summary>The revision since which it is called so again, after it was called otherwise; 0: it never was.</summary>
    public long BackSince { get; private set; }

    /// <summary>Names that it had, and the revision that brought each.</summary>
    public IReadOnlyList<(RenamedFrom Fact, long ChangedIn)> FormerNames => formerNames;

    public Scan? ScanOf(string source, string id) => scansById.GetValueOrDefault((source, id));

    /// <summary>The revision that an event made; null for one that is new.</summary>
    public KnownEvent? Known(string source, string id) => events.GetValueOrDefault((source, id));

    public PendingScan? Pending(string source, string id) => pending.GetValueOrDefault((source, id));

    /// <summary>Identities that changed since the last revision, with all that share their finding.</summary>
    public IReadOnlyCollection<Atom> Touched
    {
        get
        {
            foreach (var atom in touched.ToList())
            {
                touched.UnionWith(atom.Group?.Members ?? []);
                touched.UnionWith(atom.SettledGroup?.Members ?? []);
            }
            return touched;
        }
    }

    public void Apply(ServiceFact fact)
    {
        switch (fact)
        {
            case ResultsDescribed described:
                foreach (var result in described.Results)
                {
                    Registry.Describe(result);
                }
                break;
            case ScanPartHeard part:
                Hear(part);
                break;
            case ScanReported scan:
                Report(scan);
                break;
            case ScanWithdrawn withdrawal:
                Withdraw((withdrawal.ScanSource, withdrawal.ScanId));
                break;
            case MainBranchesNamed named:
                MainBranches = named.Branches;
                Recount(scans);
                break;
            case ScopeRetired retired:
                counted.Retire(Scopes.Of(retired.Tool, retired.Target), retired.At, (retired.Source, retired.Id), Revision + 1);
                break;
            case ServiceRetired retired:
                Scopes.Remember(retired);
                foreach (var scope in Scopes)
                {
                    counted.Retire(scope, retired.At, (retired.Source, retired.Id), Revision + 1);
                }
                break;
            case FindingTriaged decision when !withdrawn.Contains((decision.Source, ReportOf(decision.Id))):
                Ledger.Add(decision);
                Touch([decision.Rule]);
                break;
            case FindingTriaged:
                break;
            case TicketChanged ticket:
                Touch(Ledger.Add(ticket).Rules);
                break;
            case ReleaseDeployed deployment:
                Ledger.Add(deployment, Revision + 1);
                break;
            case IncidentChanged incident:
                Ledger.Add(incident, Revision + 1);
                break;
            case NameReplaced replaced:
                Touch(Ledger.Replace(replaced.Pseudonym, replaced.Events.Select(e => (e.Source, e.Id)).ToHashSet()));
                break;
            case RenamedTo renamed:
                RenamedTo = renamed.Service;
                break;
            case RenamedFrom former:
                (BackSince, RenamedTo) = (RenamedTo is null ? BackSince : Revision + 1, null);
                formerNames.RemoveAll(n => n.Fact.Service == former.Service);
                formerNames.Add((former, Revision + 1));
                touched.UnionWith(Registry.Atoms);   // each is known by another id as well now
                break;
            case RevisionMade made:
                Settle(made);
                break;
            default:
                throw new ArgumentException($"{fact.GetType().Name} is no fact that this version knows.", nameof(fact));
        }
    }

    private void Hear(ScanPartHeard part)
    {
        if (!pending.TryGetValue((part.Source, part.Id), out var scan))
        {
            pending.Add((part.Source, part.Id), scan = new PendingScan(part.Parts));
        }
        scan.Add(part);
    }

    private void Report(ScanReported fact)
    {
        pending.Remove((fact.Source, fact.Id));
        var listing = fact.Base is { } number ? scans[number].Listing.Except(fact.Removed).Union(fact.Added) : fact.Added;
        var scan = new Scan(scans.Count, fact, listing);
        scans.Add(scan);
        scansById[(fact.Source, fact.Id)] = scan;
        Recount([scan]);
    }

    private void Withdraw((string, string) id)
    {
        withdrawn.Add(id);
        Touch(Ledger.Withdraw(decision => (decision.Source, ReportOf(decision.Id)) == id));
        if (scansById.TryGetValue(id, out var scan))
        {
            Recount([scan]);
        }
    }

    /// <summary>The scan in whose report a decision stands, by the decision's id; empty for one that stands by itself.</summary>
    private static string ReportOf(string decisionId) =>
        decisionId.IndexOf(DecisionInReport, StringComparison.Ordinal) is > 0 and var end ? decisionId[..end] : "";

    /// <summary>Lets scans take part, or no longer take part, as branches and withdrawals say.</summary>
    private void Recount(IEnumerable<Scan> candidates) =>
        counted.Recount(candidates, scan => IsMain(scan.Fact.Branch) && !withdrawn.Contains((scan.Fact.Source, scan.Fact.Id)), Revision + 1);

    private void Touch(IEnumerable<string> ruleIds)
    {
        foreach (var ruleId in ruleIds)
        {
            touched.UnionWith(Registry.Naming(ruleId).Where(r => r.LiveScans > 0).Select(r => r.Atom));
        }
    }

    private void Settle(RevisionMade made)
    {
        Revision = made.Revision;
        if (made is { Source: not null, Id: not null })
        {
            events[(made.Source, made.Id)] = new(
                made.Revision, new EventOutcome(made.Results, made.New, made.Reopened, made.Cleared, made.Unchanged)
                {
                    Severities = made.Severities?.Select(s => new SeverityOutcome(s.Severity, s.New, s.Reopened, s.Cleared)).ToList(),
                },
                made.Risen);
        }
        foreach (var atom in Touched)
        {
            atom.ChangedIn = Revision;
            atom.SettledGroup = atom.Group;
            if (atom.Group is { } group && group.Members[0] == atom)
            {
                group.WasExposed = FindingTimeline.IsExposed(group, this);
            }
        }
        touched.Clear();
    }

    private bool IsMain(string? branch)
    {
        const string Heads = "refs/heads/";
        return branch is null || MainBranches.Contains(branch.StartsWith(Heads, StringComparison.Ordinal) ? branch[Heads.Length..] : branch);
    }
}

/// <summary>An event that is in the log.</summary>
/// <param name="Outcome">What it did, without the findings.</param>
/// <param name="Risen">The worst findings that it made new or reopened.</param>
public sealed record KnownEvent(long Revision, EventOutcome Outcome, IReadOnlyList<Risen>? Risen);
