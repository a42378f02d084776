using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MetricsPlatform.Contracts;
using MetricsPlatform.Correlation.Domain.Facts;

namespace MetricsPlatform.Correlation.Domain.Identity;

/// <summary>128 bits of SHA-256: equal for equal content, so that what was seen before is recognised without keeping it twice.</summary>
public static class ContentHash
{
    public static UInt128 Of(string text) => OfBytes(Encoding.UTF8.GetBytes(text));

    /// <summary>Over every field of a result.</summary>
    public static UInt128 Of(DescribedResult result)
    {
        var text = new StringBuilder(256);
        text.Append((int)result.Kind).Append(' ').Append((int)result.Severity);
        Add(text, result.Tool);
        Add(text, result.Ids);
        Add(text, result.Mentions);
        Add(text, result.Cvss?.ToString("R", CultureInfo.InvariantCulture));
        Add(text, result.Title);
        Add(text, result.Description);
        Add(text, result.Help);
        Add(text, result.Cwe?.Select(c => c.ToString(CultureInfo.InvariantCulture)).ToList());
        Add(text, result.Package);
        Add(text, result.FixedIn);
        Add(text, result.Path);
        Add(text, result.Line?.ToString(CultureInfo.InvariantCulture));
        Add(text, result.Resource);
        Add(text, result.Url);
        Add(text, result.Method);
        Add(text, result.Parameter);
        Add(text, result.Fingerprint);
        Add(text, result.AlsoAt);
        return Of(text.ToString());
    }

    /// <summary>The public id of what these keys identify in a service: 32 hexadecimal digits.</summary>
    public static string AtomId(string service, FindingKind kind, string[] keys) =>
        Of($"{service}\u001d{kind}\u001d{string.Join('\u001d', keys)}").ToString("x32", CultureInfo.InvariantCulture);

    private static void Add(StringBuilder text, string? field) => text.Append('\u001f').Append(field ?? "\u001e");

    private static void Add(StringBuilder text, IReadOnlyList<string>? fields)
    {
        Add(text, (fields?.Count ?? 0).ToString(CultureInfo.InvariantCulture));
        foreach (var field in fields ?? [])
        {
            Add(text, field);
        }
    }

    private static UInt128 OfBytes(byte[] bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
