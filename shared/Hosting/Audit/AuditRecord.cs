using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MetricsPlatform.Hosting.Audit;

/// <summary>An act on record.</summary>
/// <param name="Seq">Its place, from 1 on, without gaps.</param>
/// <param name="At">When it went on record, to the microsecond.</param>
/// <param name="Actor">Id of who did it.</param>
/// <param name="Person">Id of whom it names beside the actor.</param>
/// <param name="Detail">JSON, byte for byte as it was hashed.</param>
public sealed record AuditRecord(long Seq, DateTimeOffset At, Guid? Actor, Guid? Person, string Action, string Subject, string Detail)
{
    private const string Format = "metricsplatform-audit-1";

    /// <summary>The hash before the first record's.</summary>
    public static readonly byte[] Beginning = new byte[SHA256.HashSizeInBytes];

    /// <summary>
    /// SHA-256 over the format's name, the previous hash and each field: 4 bytes of its length (big endian) and its UTF-8, of a missing one
    /// the length −1. The time is in ISO 8601 with microseconds, ids are in lower case with hyphens.
    /// </summary>
    public byte[] HashAfter(byte[] previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Format);
        hash.AppendData(previous);
        Add(hash, Seq.ToString(CultureInfo.InvariantCulture));
        Add(hash, At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        foreach (var field in new[] { Actor?.ToString(), Person?.ToString(), Action, Subject, Detail })
        {
            Add(hash, field);
        }
        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, string? field)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
        BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
