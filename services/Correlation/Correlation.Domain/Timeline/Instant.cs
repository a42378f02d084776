using MetricsPlatform.Contracts;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Grouping;

namespace MetricsPlatform.Correlation.Domain.Timeline;

/// <summary>What happened in one scope at one instant: a retirement, or scans that count as one.</summary>
public sealed class Instant(DateTimeOffset at, bool retirement)
{
    private readonly List<Scan> scans = [];

    public DateTimeOffset At { get; } = at;
    public bool Retirement { get; } = retirement;
    public IReadOnlyList<Scan> Scans => scans;

    /// <summary>The union of what its scans listed.</summary>
    public NumberSet Listing { get; private set; } = NumberSet.Empty;

    /// <summary>One single scan of them was both complete and successful: what none of them lists is gone.</summary>
    public bool Closes { get; private set; }

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
            if ((highest is null || result.Data.Severity > highest) && Listing.Contains(result.Number))
            {
                highest = result.Data.Severity;
            }
        }
        return highest;
    }

    private void Sum()
    {
        Listing = scans.Count == 1 ? scans[0].Listing : scans.Aggregate(NumberSet.Empty, (sum, scan) => sum.Union(scan.Listing));
        Closes = scans.Exists(s => s.Closes);
    }
}
