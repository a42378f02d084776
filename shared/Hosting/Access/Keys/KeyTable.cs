using System.Globalization;

namespace MetricsPlatform.Hosting.Access.Keys;

/// <summary>Keys as people read them.</summary>
internal static class KeyTable
{
    private static readonly string[] Titles = ["ID", "NAME", "SCOPES", "SERVICES", "CREATED", "VALID", "LAST USED"];

    public static async Task Write(TextWriter output, IEnumerable<ApiKey> keys, DateTimeOffset now)
    {
        List<string[]> rows = [Titles, .. keys.Select(k => Row(k, now))];
        var widths = Titles.Select((_, column) => rows.Max(r => r[column].Length)).ToArray();
        foreach (var row in rows)
        {
            await output.WriteLineAsync(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    public static string ServicesOf(ApiKey key) => key.Services is null ? "all"
        : string.Join(',', key.Services.Order(StringComparer.Ordinal).Concat((key.Teams ?? new HashSet<string>()).Order(StringComparer.Ordinal).Select(team => $"team:{team}")));

    public static string Until(ApiKey key) => key.ExpiresAt is { } at ? $"until {Time(at)}" : "for ever";

    private static string[] Row(ApiKey key, DateTimeOffset now) =>
    [
        key.Id, key.Name, string.Join(',', key.Scopes.Order().Select(ScopeWord.Of)),
        ServicesOf(key), Time(key.CreatedAt),
        key.RevokedAt is { } revoked ? $"revoked {Time(revoked)}" : key.IsExpired(now) ? $"expired {Time(key.ExpiresAt!.Value)}" : Until(key),
        key.LastUsedAt is { } used ? Time(used) : "never",
    ];

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
