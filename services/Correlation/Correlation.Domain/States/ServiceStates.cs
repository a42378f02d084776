using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Correlation.Domain.Grouping;
using MetricsPlatform.Correlation.Domain.Identity;
using MetricsPlatform.Correlation.Domain.Timeline;

namespace MetricsPlatform.Correlation.Domain.States;

/// <summary>What Kpi has to know of a service.</summary>
public static class ServiceStates
{
    /// <summary>Findings, tombstones and scans of one message.</summary>
    public const int PartSize = 500;

    /// <summary>
    /// Everything that changed after revision <paramref name="since"/> (0: everything), as messages of bounded size, made one by one as
    /// they are asked for. The same revisions are always cut into the same parts.
    /// </summary>
    public static IEnumerable<ServiceRevised> Since(ServiceHistory history, long since)
    {
        if (since < history.BackSince)
        {
            since = 0;   // whoever knew it has forgotten all when it was called otherwise
        }
        var leaders = new List<Group>();
        var tombstones = new List<Tombstone>();
        foreach (var atom in history.Registry.Atoms.Where(a => a.ChangedIn > since))
        {
            var leader = atom.Group?.Leader;
            if (leader == atom)
            {
                leaders.Add(atom.Group!);
            }
            else
            {
                tombstones.Add(new Tombstone(atom.Id, leader?.Id));
            }
            tombstones.AddRange(history.FormerNames.Select(name => new Tombstone(AtomId.Of(name.Fact.Service, atom.Kind, atom.Keys), leader?.Id)));
        }
        var scans = history.Scans.Where(s => s.ChangedIn > since).ToList();
        var parts = Math.Max(1, Math.Max(Parts(scans.Count), Math.Max(Parts(leaders.Count), Parts(tombstones.Count))));
        for (var part = 0; part < parts; part++)
        {
            yield return new ServiceRevised(
                history.Service, since, history.Revision, part, parts,
                [.. leaders.Skip(part * PartSize).Take(PartSize).Select(g => FindingStates.Of(g, history))],
                [.. tombstones.Skip(part * PartSize).Take(PartSize)],
                part == 0 ? Releases(history, since) : [], part == 0 ? Scopes(history, since) : [], part == 0 ? Incidents(history, since) : [],
                [.. scans.Skip(part * PartSize).Take(PartSize).Select(StateOf)],
                part == 0 ? FormerNames(history, since) : null);
        }
    }

    private static int Parts(int count) => (count + PartSize - 1) / PartSize;

    private static List<ReleaseState> Releases(ServiceHistory history, long since) =>
        [.. history.Ledger.Releases.Where(r => r.Value.ChangedIn > since).Select(r => new ReleaseState(r.Key,
            [.. r.Value.Facts.Select(d => new Deployment(d.At, d.Environment, d.Outcome, d.Commit, d.Features, d.Url, d.Source, d.Id))]))];

    private static List<IncidentState> Incidents(ServiceHistory history, long since) =>
        [.. history.Ledger.Incidents.Where(i => i.Value.ChangedIn > since).Select(i => new IncidentState(i.Key,
            [.. i.Value.Facts.Select(c => new IncidentChange(c.At, c.Status, c.Environment, c.Version, c.Severity, c.Url, c.Features, c.Source, c.Id))]))];

    private static List<FormerName>? FormerNames(ServiceHistory history, long since) =>
        history.FormerNames.Where(n => n.ChangedIn > since).Select(n => new FormerName(n.Fact.Service, n.Fact.Revision)).ToList() is { Count: > 0 } names ? names : null;

    private static List<ScopeState> Scopes(ServiceHistory history, long since) =>
        [.. history.Scopes.Where(s => s.ChangedIn > since).Select(StateOf)];

    private static ScopeState StateOf(ScopeTimeline scope)
    {
        var listed = Listed(scope);
        return new(
            scope.Tool, scope.Target, [.. listed.Select(r => r.Data.Kind).Distinct().Order()],
            [.. listed.Select(r => ScanKinds.Of(r.Data.Kind, r.Data.Package)).Distinct().Order()],
            [.. scope.Instants.Where(i => i.Retirement).Select(i => i.At)]);
    }

    private static ScanState StateOf(Scan scan) =>
        new(scan.Number, scan.Fact.Tool, scan.Fact.Target, scan.Fact.At, scan.Closes, scan.Fact.Version, scan.Fact.Commit, scan.Counts);

    /// <summary>What scans of the scope list that count; not what only withdrawn ones did.</summary>
    private static List<KnownResult> Listed(ScopeTimeline scope) =>
        [.. scope.Atoms.Where(a => a.Marks.Any(m => m.Scope == scope.Number && m.First is not null))
            .SelectMany(a => a.Results.Where(r => r.LiveScans > 0 && r.Data.Tool == scope.Tool))];
}
