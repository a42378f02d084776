using System.Security.Cryptography;
using System.Text;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.Signatures;

/// <summary>Comparisons that take as long for a wrong secret as for the right one.</summary>
internal static class Secret
{
    /// <summary>Hashed first, since the comparison itself tells texts of different length at once.</summary>
    public static bool IsEqual(string? given, string secret) =>
        CryptographicOperations.FixedTimeEquals(HashOf(given ?? ""), HashOf(secret)) && given is not null;

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
