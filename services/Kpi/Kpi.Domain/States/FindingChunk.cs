using System.Runtime.InteropServices;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>The findings and tombstones of a <see cref="FindingSet"/> whose ids begin alike, sorted by id. Does not change once it is made.</summary>
internal sealed class FindingChunk(FindingWords words)
{
    /// <summary>Revision of an id that is not here; there is none before it.</summary>
    public const long Absent = -1;

    private readonly List<TombstoneRow> _tombstones = [];

    public FindingColumns Findings { get; } = new(words);

    public FindingEntry? Find(UInt128 id)
    {
        if (Findings.Ids.BinarySearch(id) is >= 0 and var finding)
        {
            return new FindingEntry(Findings[finding], null);
        }
        return TombstoneOf(id) is { } tombstone ? new FindingEntry(null, tombstone.MergedInto) : null;
    }

    public long RevisionOf(UInt128 id) =>
        Findings.Ids.BinarySearch(id) is >= 0 and var finding ? Findings.RevisionOf(finding) : TombstoneOf(id)?.Revision ?? Absent;

    /// <summary>What is here with an id in [first, last], and the entries of a batch instead of what has their ids.</summary>
    /// <param name="entries">In the range too, by id, each id once.</param>
    public FindingChunk With(ReadOnlySpan<BatchEntry> entries, FindingBatch batch, UInt128 first, UInt128 last)
    {
        var merged = new FindingChunk(Findings.Words);
        var next = 0;
        var ids = Findings.Ids;
        for (var i = FirstFrom(first); i < ids.Length && ids[i] <= last; i++)
        {
            while (next < entries.Length && entries[next].Id < ids[i])
            {
                merged.Take(entries[next++], batch);
            }
            if (next == entries.Length || entries[next].Id != ids[i])
            {
                merged.Findings.Append(Findings, i);
            }
        }
        for (; next < entries.Length; next++)
        {
            merged.Take(entries[next], batch);
        }
        foreach (var tombstone in _tombstones)
        {
            if (tombstone.Id >= first && tombstone.Id <= last && entries.BinarySearch(new IdOnly(tombstone.Id)) < 0)
            {
                merged._tombstones.Add(tombstone);
            }
        }
        merged._tombstones.Sort((left, right) => left.Id.CompareTo(right.Id));
        merged._tombstones.Capacity = merged._tombstones.Count;
        merged.Findings.Trim();
        return merged;
    }

    private void Take(BatchEntry entry, FindingBatch batch)
    {
        if (entry.IsTombstone)
        {
            _tombstones.Add(batch.Tombstone(entry));
        }
        else
        {
            Findings.Append(batch.Findings, entry.Index);
        }
    }

    private int FirstFrom(UInt128 id) => Findings.Ids.BinarySearch(id) is var found && found >= 0 ? found : ~found;

    private TombstoneRow? TombstoneOf(UInt128 id) =>
        CollectionsMarshal.AsSpan(_tombstones).BinarySearch(new IdOnly(id)) is >= 0 and var index ? _tombstones[index] : null;

    /// <summary>An id to look for among what is sorted by id.</summary>
    private readonly struct IdOnly(UInt128 id) : IComparable<TombstoneRow>, IComparable<BatchEntry>
    {
        private readonly UInt128 _id = id;

        public int CompareTo(TombstoneRow other) => _id.CompareTo(other.Id);

        public int CompareTo(BatchEntry other) => _id.CompareTo(other.Id);
    }
}
