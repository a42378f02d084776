namespace MetricsPlatform.Kpi.Findings;

/// <summary>The first findings of a list, by position, of however many are added.</summary>
/// <param name="room">How many it keeps.</param>
internal sealed class TopFindings(int room)
{
    private readonly List<ListedFinding> kept = [];

    /// <summary>All that were added, and those that were counted.</summary>
    public int Total { get; private set; }

    /// <summary>Those kept, in order.</summary>
    public IReadOnlyList<ListedFinding> Items
    {
        get
        {
            Shrink();
            return kept;
        }
    }

    /// <summary>It is in the list, but not after the place that was asked for.</summary>
    public void Count() => Total++;

    public void Add(in ListedFinding finding)
    {
        Total++;
        Keep(finding);
    }

    public void Merge(TopFindings other)
    {
        Total += other.Total;
        foreach (var finding in other.Items)
        {
            Keep(finding);
        }
    }

    private void Keep(in ListedFinding finding)
    {
        kept.Add(finding);
        if (kept.Count >= 2 * room)
        {
            Shrink();
        }
    }

    private void Shrink()
    {
        kept.Sort((left, right) => left.Position.CompareTo(right.Position));
        if (kept.Count > room)
        {
            kept.RemoveRange(room, kept.Count - room);
        }
    }
}
