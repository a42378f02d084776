namespace MetricsPlatform.Hosting.Audit;

/// <summary>Goes through records in their order and tells where the chain breaks.</summary>
/// <param name="anchor">A head that was noted earlier; null: none.</param>
public sealed class AuditCheck(AuditHead? anchor = null)
{
    private byte[] _hash = AuditRecord.Beginning;
    private bool _anchored;

    /// <summary>The last record seen.</summary>
    public AuditHead Head => new(Count, _hash);

    public long Count { get; private set; }

    /// <returns>What is wrong with the record; null: nothing. After a complaint there is nothing more to see.</returns>
    public string? Complaint(AuditRecord record, byte[] stored)
    {
        if (record.Seq != Count + 1)
        {
            return $"Record {Count + 1} is missing: after {Count} comes {record.Seq}.";
        }
        Count = record.Seq;
        _hash = record.HashAfter(_hash);
        if (!_hash.AsSpan().SequenceEqual(stored))
        {
            return $"Record {record.Seq} is not what was recorded, or a record before it is not.";
        }
        if (anchor?.Seq == record.Seq)
        {
            _anchored = true;
            return anchor.Hash.AsSpan().SequenceEqual(stored) ? null : $"Record {record.Seq} has another hash than was noted: the trail was written anew.";
        }
        return null;
    }

    /// <returns>What is missing at the end; null: nothing.</returns>
    public string? Rest() => anchor is null || _anchored ? null : $"The trail ends with record {Count}, and record {anchor.Seq} was noted: its end was cut off.";
}

/// <summary>How far a trail is, to be noted elsewhere: <c>SEQ:HASH</c>.</summary>
public sealed record AuditHead(long Seq, byte[] Hash)
{
    /// <exception cref="FormatException">It is no such text.</exception>
    public static AuditHead Parse(string text) =>
        text.Split(':') is [var seq, var hash] && long.TryParse(seq, out var number) && number > 0 && hash.Length == 2 * AuditRecord.Beginning.Length
        && hash.All(char.IsAsciiHexDigit)
            ? new(number, Convert.FromHexString(hash))
            : throw new FormatException($"'{text}' is no SEQ:HASH as audit verify prints it.");

    public override string ToString() => $"{Seq}:{Convert.ToHexStringLower(Hash)}";
}
