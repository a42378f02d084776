using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Ingestion.Domain.Scans;

/// <summary>Tells which fingerprints of a report identify nothing because they stand in it twice. Keeps hashes only.</summary>
/// <remarks>
/// A fingerprint is a key for code (with its rule) and for secrets. Two that collide in 64 bits count as one that stands twice; their
/// results fall back to their place, as any others do.
/// </remarks>
internal sealed class Fingerprints
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly HashSet<ulong> _seen = [];
    private readonly HashSet<ulong> _repeated = [];

    public void Count(ScanResult result)
    {
        if (IsKey(result) && !_seen.Add(Key(result)))
        {
            _repeated.Add(Key(result));
        }
    }

    /// <summary>All results are counted; what was seen once needs no room any more.</summary>
    public void Close() => _seen.Clear();

    /// <summary>The result, without its fingerprint if that stands twice in the report.</summary>
    public ScanResult Judge(ScanResult result) =>
        _repeated.Count > 0 && IsKey(result) && _repeated.Contains(Key(result)) ? result with { Fingerprint = null } : result;

    private static bool IsKey(ScanResult result) =>
        result.Fingerprint is not null && (result.Kind is FindingKind.Code or FindingKind.Secret);

    /// <summary>FNV-1a over UTF-16.</summary>
    private static ulong Key(ScanResult result)
    {
        var hash = Basis ^ (ulong)result.Kind;
        if (result.Kind == FindingKind.Code)
        {
            hash = Mix(Mix(hash, result.Rule), "\0");
        }
        return Mix(hash, result.Fingerprint!);
    }

    private static ulong Mix(ulong hash, string text)
    {
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * Prime;
        }
        return hash;
    }
}
