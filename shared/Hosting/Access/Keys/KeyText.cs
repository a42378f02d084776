using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MetricsPlatform.Hosting.Access.Keys;

/// <summary>The text of a key: <c>mp_ID_SECRET</c>, both in lower-case hexadecimal, 48 and 256 random bits. Scanners for leaked secrets can look for that.</summary>
public static partial class KeyText
{
    private const int IdBytes = 6;
    private const int SecretBytes = 32;

    public static string New() =>
        $"mp_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes))}";

    /// <summary>The public part; null: the text is no key.</summary>
    public static string? IdOf(string text) => Shape().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex(@"\Amp_([0-9a-f]{12})_[0-9a-f]{64}\z")]
    private static partial Regex Shape();
}
