using System.Collections;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Ingestion.Domain.Scans;

/// <summary>Tells which fingerprints of a report identify nothing because they stand in it twice.</summary>
/// <remarks>
/// A fingerprint is a key for code (with its rule) and for secrets. Two that collide in 64 bits count as one that stands twice; their
/// results fall back to their place, as any others do.
/// </remarks>
internal sealed class Fingerprints : IDisposable
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly NumberSorter _keys = new();
    private BitArray? _repeated;
    private int _count;

    public void Count(ScanResult result)
    {
        if (IsKey(result))
        {
            _keys.Add(Key(result), _count);
        }
        _count++;
    }

    /// <summary>All results are counted.</summary>
    public void Close()
    {
        NumberSorter.Entry? before = null;
        foreach (var one in _keys.Sorted())
        {
            if (before is { } equal && equal.Number == one.Number)
            {
                _repeated ??= new BitArray(_count);
                _repeated[equal.Place] = _repeated[one.Place] = true;
            }
            before = one;
        }
    }

    /// <summary>The result, without its fingerprint if that stands twice in the report.</summary>
    /// <param name="place">How many were counted before it.</param>
    public ScanResult Judge(ScanResult result, int place) => _repeated?[place] == true ? result with { Fingerprint = null } : result;

    public void Dispose() => _keys.Dispose();

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
