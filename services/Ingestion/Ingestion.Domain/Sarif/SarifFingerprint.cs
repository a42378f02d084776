using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>Chooses a result's stable identity among its fingerprints (SARIF 2.1.0 §3.27.16 and 17).</summary>
/// <remarks>
/// <c>fingerprints</c> come before <c>partialFingerprints</c>. Among the former the highest version wins, then the name's byte order. Among the
/// latter <c>primaryLocationLineHash</c> wins, then a name with "primaryLocation", then the name's byte order; names that tell who
/// wrote a line, or when, are none.
/// </remarks>
internal sealed class SarifFingerprint
{
    private const int Longest = 500;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_noIdentity = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "author", "email", "date", "commitSha", "commitMessage", "primaryLocationStartColumnFingerprint", "scanFileHash",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    private (int Rank, string Name, string Value)? _full;
    private (int Rank, string Name, string Value)? _partial;

    /// <summary>"name:value", hashed when it is very long.</summary>
    public string? Value => (_full ?? _partial) is { } best ? Short($"{best.Name}:{best.Value}") : null;

    public void Read(ref JsonCursor json) => Read(ref json, ref _full, Version);

    public void ReadPartial(ref JsonCursor json) => Read(ref json, ref _partial, PartialRank);

    private static void Read(ref JsonCursor json, ref (int Rank, string Name, string Value)? best, Func<string, int> rankOf)
    {
        if (!json.Object())
        {
            return;
        }
        while (json.NextProperty())
        {
            var name = json.Text();
            var value = ValueOf(ref json);
            // What Semgrep writes to those who have not logged in.
            if (value is null or "requires login" || s_noIdentity.Contains(Unversioned(name)))
            {
                continue;
            }
            var rank = rankOf(name);
            if (best is not { } held || rank > held.Rank || (rank == held.Rank && string.CompareOrdinal(name, held.Name) < 0))
            {
                best = (rank, name, value);
            }
        }
    }

    /// <summary>A text; some tools wrap it in an object.</summary>
    private static string? ValueOf(ref JsonCursor json)
    {
        json.Read();
        return json.Token == JsonTokenType.StartObject ? json.Member("value"u8) : json.TextOrNull();
    }

    private static ReadOnlySpan<char> Unversioned(string name) =>
        name.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? name.AsSpan(0, slash) : name;

    /// <summary>N of a name that ends in <c>/vN</c>.</summary>
    private static int Version(string name)
    {
        var at = name.LastIndexOf("/v", StringComparison.Ordinal);
        return at >= 0 && int.TryParse(name.AsSpan(at + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    private static int PartialRank(string name) =>
        name.StartsWith("primaryLocationLineHash", StringComparison.Ordinal) ? 2
        : name.Contains("primaryLocation", StringComparison.OrdinalIgnoreCase) ? 1
        : 0;

    private static string Short(string fingerprint) =>
        fingerprint.Length <= Longest ? fingerprint : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fingerprint)));
}
