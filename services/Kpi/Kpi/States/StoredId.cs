using System.Buffers.Binary;

namespace MetricsPlatform.Kpi.States;

/// <summary>A finding's id as PostgreSQL's <c>uuid</c>, which shows the same digits.</summary>
internal static class StoredId
{
    public static Guid Of(UInt128 id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id);
        return new Guid(bytes, bigEndian: true);
    }

    public static UInt128 Read(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
