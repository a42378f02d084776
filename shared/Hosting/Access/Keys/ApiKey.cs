namespace MetricsPlatform.Hosting.Access.Keys;

/// <summary>A key as the store knows it: all but its secret.</summary>
/// <param name="Id">Public: it stands in the key's text, in lists and logs.</param>
/// <param name="Name">Who uses it. Keys that replace each other share it.</param>
/// <param name="Services">The only services it is for, beside those of <see cref="Teams"/>; null: all.</param>
/// <param name="Hash">SHA-256 of the key's text.</param>
/// <param name="LastUsedAt">Written about once a minute.</param>
public sealed record ApiKey(
    string Id, string Name, IReadOnlySet<Scope> Scopes, IReadOnlySet<string>? Services, ReadOnlyMemory<byte> Hash,
    DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt)
{
    /// <summary>It is for the services that the catalogue gives these teams, whenever it is asked; then <see cref="Services"/> are never null.</summary>
    public IReadOnlySet<string>? Teams { get; init; }

    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;

    public bool IsActive(DateTimeOffset now) => RevokedAt is null && !IsExpired(now);
}
