using MetricsPlatform.Contracts;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Grouping;

namespace MetricsPlatform.Correlation.Domain.Timeline;

/// <summary>What happened in one scope at one instant: a retirement, or scans that count as one.</summary>
/// <param name="retiredBy">The event that retired the scope then; null for scans.</param>
public sealed class Instant(DateTimeOffset at, (string Source, string Id)? retiredBy)
{
    private readonly List<Scan> scans = [];

    public DateTimeOffset At { get; } = at;
    public bool Retirement => RetiredBy is not null;

    /// <summary>Of several events that retire the scope at this instant the first.</summary>
    public (string Source, string Id)? RetiredBy { get; private set; } = retiredBy;

    public IReadOnlyList<Scan> Scans => scans;

    /// <summary>The union of what its scans listed.</summary>
    public NumberSet Listing { get; private set; } = NumberSet.Empty;

    /// <summary>The union of what that is taken for (<see cref="Scan.Seen"/>).</summary>
    public NumberSet Seen { get; private set; } = NumberSet.Empty;

    /// <summary>One single scan of them was both complete and successful: what none of them lists is gone.</summary>
    public bool Closes { get; private set; }

    /// <summary>Another event retires the scope at this instant; true when it comes before the one that is known.</summary>
    public bool IsRetiredBefore((string Source, string Id) by)
    {
        if (EventOrder.AtOneInstant.Compare(by, RetiredBy!.Value) >= 0)
        {
            return false;
        }
        RetiredBy = by;
        return true;
    }

    public void Add(Scan scan)
    {
        scans.Add(scan);
        Sum();
    }

    public void Remove(Scan scan)
    {
        scans.Remove(scan);
        Sum();
    }

    /// <summary>Presence of an identity after this instant, given its presence before it.</summary>
    public Presence After(Atom atom, Presence before)
    {
        if (Retirement)
        {
            return before.IsPresent ? Presence.Retired : before;
        }
        return HighestListed(atom) is { } severity ? Presence.Of(severity) : Closes && atom.ScansCanClear ? Presence.Gone : before;
    }

    /// <summary>Presence after this instant does not depend on what was before it.</summary>
    public bool Decides(Atom atom) => Retirement || (Closes && atom.ScansCanClear) || HighestListed(atom) is not null;

    public Severity? HighestListed(Atom atom)
    {
        Severity? highest = null;
        foreach (var result in atom.Results)
        {
            if ((highest is null || result.Data.Severity > highest) && Seen.Contains(result.Number))
            {
                highest = result.Data.Severity;
            }
        }
        return highest;
    }

    /// <summary>One of its scans is seen with other eyes.</summary>
    public void SumSeen() => Seen = Union(scan => scan.Seen);

    private void Sum()
    {
        Listing = Union(scan => scan.Listing);
        Closes = scans.Exists(s => s.Closes);
        SumSeen();
    }

    private NumberSet Union(Func<Scan, NumberSet> set) =>
        scans.Count == 1 ? set(scans[0]) : scans.Aggregate(NumberSet.Empty, (sum, scan) => sum.Union(set(scan)));
}
