using System.Buffers.Binary;
using System.Text;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>Reads what <see cref="FindingBytes"/> wrote, and nothing else: whatever it does not expect is a <see cref="FormatException"/>.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    public byte Byte(byte most = byte.MaxValue)
    {
        var value = Take(1)[0];
        return value <= most ? value : throw new FormatException($"{value} where at most {most} can be.");
    }

    /// <summary>Ticks of an instant, or <see cref="KpiTerms.Never"/>.</summary>
    public long Ticks()
    {
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));
        return ticks is KpiTerms.Never || (ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks) ? ticks : throw new FormatException($"{ticks} is no instant.");
    }

    public int Count()
    {
        var value = 0L;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value <= int.MaxValue ? (int)value : throw new FormatException($"{value} is no count.");
            }
        }
        throw new FormatException("A count of more than 5 bytes.");
    }

    public string? Text() => Count() is > 0 and var length ? Encoding.UTF8.GetString(Take(length - 1)) : null;

    public readonly void End()
    {
        if (!_left.IsEmpty)
        {
            throw new FormatException($"{_left.Length} bytes too many.");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _left.Length)
        {
            throw new FormatException("They end too early.");
        }
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }
}
