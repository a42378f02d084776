using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Correlation.Domain.Identity;

/// <summary>The public id of what a set of keys identifies in a service. It follows from the keys alone, so no order of arrival changes it.</summary>
public static class AtomId
{
    /// <summary>The first 128 bits of SHA-256 as 32 hexadecimal digits.</summary>
    public static string Of(string service, FindingKind kind, string[] keys)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{service}\u001d{kind}\u001d{string.Join('\u001d', keys)}"), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash).ToString("x32", CultureInfo.InvariantCulture);
    }
}
