using MetricsPlatform.Correlation.Domain.Facts;

namespace MetricsPlatform.Correlation.Domain.Timeline;

/// <summary>One recorded scan and what it listed.</summary>
/// <param name="number">Order of recording in the service, from 0.</param>
public sealed class Scan(int number, ScanReported fact, NumberSet listing)
{
    public int Number { get; } = number;
    public ScanReported Fact { get; } = fact;

    /// <summary>Numbers of the results it listed, as they are described; shared with other scans that listed the same.</summary>
    public NumberSet Listing { get; } = listing;

    /// <summary>The same results as what they are taken for: some stand on tracks (<see cref="Grouping.KnownResult"/>). Set while it counts.</summary>
    public NumberSet Seen { get; set; } = NumberSet.Empty;

    /// <summary>It is of a main branch and not withdrawn: it takes part in timelines and identity.</summary>
    public bool Counts { get; set; }

    /// <summary>Revision that last changed whether it counts; 0: it never did.</summary>
    public long ChangedIn { get; set; }

    /// <summary>What it does not list is gone.</summary>
    public bool Closes => Fact.Complete && Fact.Successful;

    /// <summary>Of scans at one instant, which tells best where a finding was caught: with a version, later stage, source and id.</summary>
    public static int CompareAsFirst(Scan a, Scan b)
    {
        var byVersion = (b.Fact.Version is not null).CompareTo(a.Fact.Version is not null);
        if (byVersion != 0)
        {
            return byVersion;
        }
        var byStage = b.Fact.Stage.CompareTo(a.Fact.Stage);
        return byStage != 0 ? byStage : EventOrder.Compare(a.Fact.Source, a.Fact.Id, b.Fact.Source, b.Fact.Id);
    }
}
