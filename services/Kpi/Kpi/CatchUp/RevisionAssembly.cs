using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>Parts of revisions that wait: for their other parts, or for revisions before them. Not thread-safe.</summary>
/// <param name="capacity">Revisions kept per service; beyond it the farthest ahead is dropped, and asked for again when its turn comes.</param>
public sealed class RevisionAssembly(int capacity = 64)
{
    private readonly Dictionary<string, SortedDictionary<(long Revision, long Since), ServiceRevised?[]>> waiting = new(StringComparer.Ordinal);

    public void Add(ServiceRevised part)
    {
        if (!waiting.TryGetValue(part.Service, out var revisions))
        {
            waiting[part.Service] = revisions = [];
        }
        var key = (part.Revision, part.Since);
        if (!revisions.TryGetValue(key, out var parts) || parts.Length != part.Parts)
        {
            revisions[key] = parts = new ServiceRevised?[part.Parts];
        }
        parts[part.Part] = part;
        if (revisions.Count > capacity)
        {
            revisions.Remove(revisions.Keys.Last());
        }
    }

    /// <summary>The complete revision that leads farthest from <paramref name="applied"/>, as one part; null when none follows on it. Forgets what is behind.</summary>
    public ServiceRevised? TakeNext(string service, long applied)
    {
        if (!waiting.TryGetValue(service, out var revisions))
        {
            return null;
        }
        foreach (var behind in revisions.Keys.Where(k => k.Revision <= applied).ToList())
        {
            revisions.Remove(behind);
        }
        var (next, parts) = revisions.LastOrDefault(r => r.Key.Since <= applied && IsComplete(r.Value));
        if (parts is not null)
        {
            revisions.Remove(next);
        }
        if (revisions.Count == 0)
        {
            waiting.Remove(service);
        }
        return parts is null ? null : Join(parts!);
    }

    /// <summary>A complete revision waits for others before it.</summary>
    public bool HasGap(string service, long applied) =>
        waiting.TryGetValue(service, out var revisions) && revisions.Any(r => r.Key.Since > applied && IsComplete(r.Value));

    private static bool IsComplete(ServiceRevised?[] parts) => Array.TrueForAll(parts, p => p is not null);

    private static ServiceRevised Join(ServiceRevised[] parts) => parts.Length == 1 ? parts[0] : parts[0] with
    {
        Parts = 1,
        Findings = [.. parts.SelectMany(p => p.Findings)],
        Tombstones = [.. parts.SelectMany(p => p.Tombstones)],
        Releases = [.. parts.SelectMany(p => p.Releases)],
        Scopes = [.. parts.SelectMany(p => p.Scopes)],
        Incidents = [.. parts.SelectMany(p => p.Incidents)],
        Scans = [.. parts.SelectMany(p => p.Scans ?? [])],
    };
}
