using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>Findings and tombstones of one service on their way into its <see cref="FindingSet"/>, in any order.</summary>
public sealed class FindingBatch
{
    private readonly FindingColumns _findings = new(new FindingWords());
    private readonly List<TombstoneRow> _tombstones = [];
    private readonly List<BatchEntry> _entries = [];

    public int Count => _entries.Count;

    /// <summary>The findings and tombstones of a revision, the findings in their order.</summary>
    /// <exception cref="FormatException">One of its ids is none.</exception>
    public static FindingBatch Of(ServiceRevised revised)
    {
        var batch = new FindingBatch();
        foreach (var finding in revised.Findings)
        {
            batch.Add(finding, revised.Revision);
        }
        foreach (var tombstone in revised.Tombstones)
        {
            var mergedInto = tombstone.MergedInto is { } successor ? FindingId.Parse(successor) : (UInt128?)null;
            batch.AddTombstone(FindingId.Parse(tombstone.Id), revised.Revision, mergedInto);
        }
        return batch;
    }

    /// <summary>Facts of a finding, by when it was added. They are true as long as nothing more is added.</summary>
    public FindingFacts this[int finding] => _findings[finding];

    /// <exception cref="FormatException">Its id is none.</exception>
    public void Add(FindingState finding, long revision)
    {
        _findings.Append(finding, revision);
        Enter();
    }

    /// <param name="facts">As <see cref="FindingBytes"/> wrote them.</param>
    /// <exception cref="FormatException">They cannot be read; nothing is added.</exception>
    public void Add(UInt128 id, long revision, ReadOnlySpan<byte> facts)
    {
        FindingBytes.Read(facts, id, revision, _findings);
        Enter();
    }

    /// <param name="mergedInto">Null when the finding is gone altogether.</param>
    public void AddTombstone(UInt128 id, long revision, UInt128? mergedInto)
    {
        _entries.Add(new BatchEntry(id, revision, ~_tombstones.Count));
        _tombstones.Add(new TombstoneRow(id, revision, mergedInto));
    }

    /// <summary>The newest entry of each id, by id.</summary>
    internal ReadOnlySpan<BatchEntry> Newest()
    {
        var sorted = _entries.ToArray();
        Array.Sort(sorted);
        var count = 0;
        foreach (var entry in sorted)
        {
            if (count == 0 || sorted[count - 1].Id != entry.Id)
            {
                sorted[count++] = entry;
            }
        }
        return sorted.AsSpan(0, count);
    }

    internal FindingColumns Findings => _findings;

    internal TombstoneRow Tombstone(BatchEntry entry) => _tombstones[~entry.Index];

    private void Enter()
    {
        var index = _findings.Count - 1;
        _entries.Add(new BatchEntry(_findings.IdOf(index), _findings.RevisionOf(index), index));
    }
}
