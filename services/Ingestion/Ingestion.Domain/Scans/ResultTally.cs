using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Ingestion.Domain.Scans;

/// <summary>What the first reading of a scan's results finds out: how many they are, what they say, which fingerprints identify nothing.</summary>
internal sealed class ResultTally : IDisposable
{
    /// <summary>The most results that one message carries.</summary>
    public const int PartSize = 1000;

    private readonly Fingerprints _fingerprints = new();
    private readonly ContentHash _hash = new();

    public int Count { get; private set; }

    public void Add(ScanResult result)
    {
        _fingerprints.Count(result);
        _hash.Add(result);
        Count++;
    }

    /// <summary>All results are in: SHA-256 of what they say.</summary>
    public byte[] Close()
    {
        _fingerprints.Close();
        return _hash.Finish();
    }

    /// <summary>The scan as messages, from a second reading of its results. No more of them is held than one part.</summary>
    public IEnumerable<ScanPart> Parts(IEnumerable<ScanResult> results, EventHeader header, string service, ScanDescription scan)
    {
        var parts = Math.Max(1, (Count + PartSize - 1) / PartSize);
        var part = 0;
        foreach (var some in results.Select(_fingerprints.Judge).Chunk(PartSize))
        {
            yield return new ScanPart(header, service, scan, part++, parts, some);
        }
        if (part == 0)
        {
            yield return new ScanPart(header, service, scan, 0, parts, []);
        }
    }

    public void Dispose()
    {
        _hash.Dispose();
        _fingerprints.Dispose();
    }
}
