using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>The code at which a result stands, as a hash: it tells where a result without a fingerprint has moved. The code itself is not kept.</summary>
internal static class CodeContext
{
    /// <summary>What a code result is about whose line holds a password or key, as weaknesses (CWE) and as words of rules.</summary>
    private static readonly HashSet<int> s_secretWeaknesses = [256, 257, 259, 260, 261, 312, 321, 522, 547, 798];

    private static readonly string[] s_secretWords = ["secret", "passw", "credential", "hardcod", "hard-cod", "hard_cod", "token", "api-key", "apikey", "api_key", "private-key"];

    /// <summary>The result with the hash of its code, unless it has a fingerprint, or the code may hold a secret: an unkeyed hash of a password can be guessed.</summary>
    public static ScanResult WithContext(this ScanResult result, string? code) =>
        code is not null && result is { Kind: FindingKind.Code, Fingerprint: null } && !MayQuoteSecret(result) ? result with { ContextHash = Hash(code) } : result;

    /// <summary>Some lines of code into which a tool has written their numbers: "12 eval(x)", "12: eval(x)". Null when none of them is there.</summary>
    public static string? Lines(string? numbered, int? first, int? last)
    {
        var code = new StringBuilder();
        foreach (var line in numbered?.Split('\n') ?? [])
        {
            var text = line.AsSpan().TrimStart();
            var digits = text.IndexOfAnyExceptInRange('0', '9') is < 0 ? text.Length : text.IndexOfAnyExceptInRange('0', '9');
            if (int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= first && number <= (last ?? first))
            {
                code.Append(text[digits..].TrimStart(':')).Append('\n');
            }
        }
        return code.Length > 0 ? code.ToString() : null;
    }

    /// <summary>SHA-256, the first 128 bits. An edit around code changes its indentation; so all white space is one blank, and empty lines are none. Null of nothing.</summary>
    private static string? Hash(string code)
    {
        var normal = string.Join('\n', code.Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0));
        return normal.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normal)).AsSpan(0, 16));
    }

    private static bool MayQuoteSecret(ScanResult result) =>
        result.Cwe.Any(s_secretWeaknesses.Contains) || Array.Exists(s_secretWords, word => result.Rule.Contains(word, StringComparison.OrdinalIgnoreCase));
}
