using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace MetricsPlatform.Hosting.Access.Limits;

/// <summary>
/// A token bucket for each name: it holds <paramref name="burst"/> permits and gets <paramref name="perSecond"/> back. A name that is null, or a rate that is not above 0, has no limit.
/// </summary>
/// <remarks>
/// What is kept of a bucket is the instant when it will be full again (the generic cell rate algorithm, ITU-T I.371). One that is full is forgotten, so names come and go.
/// The library's own limiters measure time by themselves, so that no test could set their clock, and keep any number of buckets.
/// </remarks>
public sealed class TokenBuckets(TimeProvider clock, double perSecond, int burst) : PartitionedRateLimiter<string?>
{
    /// <summary>How many buckets there are at most: a few megabytes. When more than these are not full, all start anew.</summary>
    public const int Most = 100_000;

    private const int FewestToSweep = 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> fullAt = new(StringComparer.Ordinal);
    private readonly long interval = perSecond > 0 ? (long)(clock.TimestampFrequency / perSecond) : 0;
    private int sweepAt = FewestToSweep;

    /// <summary>How many buckets are kept.</summary>
    public int Kept
    {
        get
        {
            lock (gate)
            {
                return fullAt.Count;
            }
        }
    }

    /// <returns>Null: nothing is counted here.</returns>
    public override RateLimiterStatistics? GetStatistics(string? resource) => null;

    protected override RateLimitLease AttemptAcquireCore(string? resource, int permitCount)
    {
        if (resource is null || interval == 0)
        {
            return Lease.Granted;
        }
        lock (gate)
        {
            var now = clock.GetTimestamp();
            var filled = Math.Max(fullAt.GetValueOrDefault(resource, now), now) + permitCount * interval;
            var early = filled - now - burst * interval;
            if (early > 0)
            {
                return new Lease(TimeSpan.FromSeconds((double)early / clock.TimestampFrequency));
            }
            MakeRoom(now);
            fullAt[resource] = filled;
            return Lease.Granted;
        }
    }

    /// <summary>Nobody waits here for a permit: a sender that is told to come back holds no connection.</summary>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(string? resource, int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(resource, permitCount));

    private void MakeRoom(long now)
    {
        if (fullAt.Count < sweepAt)
        {
            return;
        }
        foreach (var (name, at) in fullAt)
        {
            if (at <= now)
            {
                fullAt.Remove(name);
            }
        }
        if (fullAt.Count >= Most)
        {
            fullAt.Clear();
        }
        sweepAt = Math.Clamp(2 * fullAt.Count, FewestToSweep, Most);
    }

    /// <param name="after">When to ask again; null: it was granted.</param>
    private sealed class Lease(TimeSpan? after) : RateLimitLease
    {
        public static readonly Lease Granted = new(null);

        public override bool IsAcquired => after is null;

        public override IEnumerable<string> MetadataNames => after is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? after : null;
            return metadata is not null;
        }
    }
}
