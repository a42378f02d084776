namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>One id in a <see cref="FindingBatch"/>. Sorts by id, of one id the newest first; of one revision findings before tombstones, and what was added first before the rest.</summary>
/// <param name="Index">Of the finding; for a tombstone the complement of its index.</param>
internal readonly record struct BatchEntry(UInt128 Id, long Revision, int Index) : IComparable<BatchEntry>
{
    public bool IsTombstone => Index < 0;

    public int CompareTo(BatchEntry other)
    {
        var byId = Id.CompareTo(other.Id);
        var byRevision = byId != 0 ? byId : other.Revision.CompareTo(Revision);
        return byRevision != 0 ? byRevision : (IsTombstone, IsTombstone ? ~Index : Index).CompareTo((other.IsTombstone, other.IsTombstone ? ~other.Index : other.Index));
    }
}
