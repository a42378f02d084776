using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace MetricsPlatform.Hosting.Access.Keys;

/// <summary>All keys, in memory, no older than a few seconds: a request costs a hash and no query.</summary>
public sealed class KeyRing(KeyStore store, TimeProvider clock) : IDisposable
{
    /// <summary>How soon a change in the store is in force here.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>How long keys stay in force while the store is away. Longer, and a key could be revoked elsewhere and live on here.</summary>
    public static readonly TimeSpan Honoured = TimeSpan.FromMinutes(5);

    /// <summary>Keys that are of no use are told so for a while, before they are unknown.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    /// <summary>A key that is not known may be new, so the store is asked; whoever tries many makes one query in this time.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> uses = new(StringComparer.Ordinal);
    private volatile Snapshot known = new(new Dictionary<string, ApiKey>(), DateTimeOffset.MinValue);

    /// <summary>The store was read at least once.</summary>
    public bool IsRead => known.At != DateTimeOffset.MinValue;

    /// <summary>When the store was last read; <see cref="DateTimeOffset.MinValue"/> before the first time.</summary>
    public DateTimeOffset ReadAt => known.At;

    public int ActiveKeys => known.Keys.Values.Count(k => k.IsActive(clock.GetUtcNow()));

    /// <summary>Reads the store.</summary>
    public async Task Refresh(CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            await Read(ct);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>What a key's text is worth now.</summary>
    public ValueTask<KeyVerdict> Check(string text, CancellationToken ct) => KeyText.IdOf(text) is { } id
        ? Check(id, key => CryptographicOperations.FixedTimeEquals(key.Hash.Span, KeyText.HashOf(text)), ct)
        : ValueTask.FromResult(new KeyVerdict(null, KeyStanding.Unknown));

    /// <summary>What the key of an id is worth now; for whoever has shown its text before.</summary>
    public ValueTask<KeyVerdict> CheckId(string id, CancellationToken ct) => Check(id, _ => true, ct);

    /// <summary>When keys were used since the last call.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> TakeUses()
    {
        var taken = new Dictionary<string, DateTimeOffset>();
        foreach (var id in uses.Keys)
        {
            if (uses.TryRemove(id, out var at))
            {
                taken[id] = at;
            }
        }
        return taken;
    }

    public void Dispose() => oneAtATime.Dispose();

    private async ValueTask<KeyVerdict> Check(string id, Func<ApiKey, bool> isIt, CancellationToken ct)
    {
        if (!known.Keys.TryGetValue(id, out var key) && !await LookAgain(ct))
        {
            return new(null, KeyStanding.Unverifiable);
        }
        var now = clock.GetUtcNow();
        return now - known.At > Honoured ? new(null, KeyStanding.Unverifiable)
            : (key ?? known.Keys.GetValueOrDefault(id)) is not { } found || !isIt(found)
                ? new(null, KeyStanding.Unknown)
            : found.RevokedAt is not null ? new(found, KeyStanding.Revoked)
            : found.IsExpired(now) ? new(found, KeyStanding.Expired)
            : Active(found, now);
    }

    private KeyVerdict Active(ApiKey key, DateTimeOffset now)
    {
        uses.TryAdd(key.Id, now);
        return new(key, KeyStanding.Active);
    }

    /// <summary>Sees to it that what the store had a moment ago is known here.</summary>
    /// <returns>False when the store does not answer.</returns>
    private async Task<bool> LookAgain(CancellationToken ct)
    {
        var asked = clock.GetUtcNow();
        await oneAtATime.WaitAsync(ct);
        try
        {
            if (known.At < asked)
            {
                var early = BetweenLooks - (clock.GetUtcNow() - known.At);
                await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, clock, ct);
                await Read(ct);
            }
            return true;
        }
        catch (Npgsql.NpgsqlException)
        {
            return false;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task Read(CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var keys = await store.List(Remembered, ct);
        known = new Snapshot(keys.ToDictionary(k => k.Id, StringComparer.Ordinal), at);
        AccessMetrics.Known(keys.Where(k => k.IsActive(at)));
    }

    private sealed record Snapshot(IReadOnlyDictionary<string, ApiKey> Keys, DateTimeOffset At);
}

/// <summary>What a text that was shown as a key is worth.</summary>
/// <param name="Key">Null: nobody knows it, or it cannot be told.</param>
public readonly record struct KeyVerdict(ApiKey? Key, KeyStanding Standing);

/// <summary>How a key stands.</summary>
public enum KeyStanding
{
    Active,
    Unknown,
    Expired,
    Revoked,

    /// <summary>The store is away.</summary>
    Unverifiable,
}
