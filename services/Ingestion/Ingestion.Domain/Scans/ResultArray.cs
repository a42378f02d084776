using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Scans;

/// <summary>A native scan's array of results, read twice: first to check, count and hash it, then to send it in parts.</summary>
/// <remarks>No more of it is held than one part.</remarks>
internal sealed class ResultArray
{
    private readonly ReadElement<ScanResult> _read;
    private readonly ResultTally _tally;
    private readonly long _start;

    /// <summary>First pass: the cursor stands on the array's start and is left on its end.</summary>
    public ResultArray(ref JsonCursor cursor, ReadElement<ScanResult> read)
    {
        _read = read;
        _start = cursor.TokenOffset;
        using var tally = new ResultTally();
        var some = new List<ScanResult>(1);
        while (cursor.NextElement())
        {
            read(ref cursor, some);
            some.ForEach(tally.Add);
            some.Clear();
        }
        Hash = tally.Close();
        _tally = tally;
    }

    public byte[] Hash { get; }

    /// <summary>Second pass: the scan as messages.</summary>
    public IEnumerable<ScanPart> Parts(Stream json, EventHeader header, string service, ScanDescription scan) =>
        _tally.Parts(JsonElements.Read(json, _start, _read), header, service, scan);
}
