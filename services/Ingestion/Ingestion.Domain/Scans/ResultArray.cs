using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Scans;

/// <summary>Reads the array element that the cursor stands on and adds what it says: no result, one or several.</summary>
internal delegate void ReadResults(ref JsonCursor cursor, List<ScanResult> results);

/// <summary>A report's array of results, read twice: first to check, count and hash it, then to send it in parts.</summary>
/// <remarks>No more of it is held than one part.</remarks>
internal sealed class ResultArray
{
    /// <summary>The most results that one message carries.</summary>
    public const int PartSize = 1000;

    private readonly ReadResults _read;
    private readonly Fingerprints _fingerprints = new();
    private readonly long _start;
    private readonly long _end;
    private readonly int _count;

    /// <summary>First pass: the cursor stands on the array's start and is left on its end.</summary>
    /// <param name="first">Reads in the first pass, when that notes more than the results.</param>
    public ResultArray(ref JsonCursor cursor, ReadResults read, ReadResults? first = null)
    {
        first ??= read;
        _read = read;
        _start = cursor.TokenOffset;
        using var hash = new ContentHash();
        var results = new List<ScanResult>();
        while (cursor.NextElement())
        {
            results.Clear();
            first(ref cursor, results);
            foreach (var result in results)
            {
                _fingerprints.Count(result);
                hash.Add(result);
                _count++;
            }
        }
        _fingerprints.Close();
        _end = cursor.EndOffset;
        Hash = hash.Finish();
    }

    public byte[] Hash { get; }

    /// <summary>Second pass: the scan as messages.</summary>
    public IEnumerable<ScanPart> Parts(Stream json, EventHeader header, string service, ScanDescription scan)
    {
        var parts = Math.Max(1, (_count + PartSize - 1) / PartSize);
        var source = new JsonSource(json, _start, (int)Math.Min(JsonSource.DefaultWindow, _end - _start));
        Enter(source);
        var waiting = new List<ScanResult>(Math.Min(_count, PartSize));
        for (var part = 0; part < parts; part++)
        {
            Fill(source, waiting);
            var size = Math.Min(waiting.Count, PartSize);
            var results = waiting.GetRange(0, size);
            waiting.RemoveRange(0, size);
            yield return new ScanPart(header, service, scan, part, parts, results);
        }
    }

    private static void Enter(JsonSource source)
    {
        var cursor = new JsonCursor(source);
        cursor.Read();
        cursor.Leave();
    }

    private void Fill(JsonSource source, List<ScanResult> waiting)
    {
        var cursor = new JsonCursor(source);
        var from = waiting.Count;
        while (waiting.Count < PartSize && cursor.NextElement())
        {
            _read(ref cursor, waiting);
            for (; from < waiting.Count; from++)
            {
                waiting[from] = _fingerprints.Judge(waiting[from]);
            }
        }
        cursor.Leave();
    }
}
