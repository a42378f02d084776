using System.Globalization;
using System.Text;

namespace MetricsPlatform.Tests.Unit.Ingestion;

/// <summary>A report of any size that is nowhere held: a beginning, one item many times, an end.</summary>
/// <param name="numberAt">Where in the item the number of the repetition is put, in seven digits; null: nowhere.</param>
public sealed class RepeatedStream(byte[] head, byte[] item, byte[] tail, int times, int? numberAt = null) : Stream
{
    public const string Number = "0000000";

    public RepeatedStream(string head, string item, string tail, int times)
        : this(Encoding.UTF8.GetBytes(head), Encoding.UTF8.GetBytes(item), Encoding.UTF8.GetBytes(tail), times)
    {
    }

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => head.Length + ((long)times * item.Length) + tail.Length;
    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var end = Length - tail.Length;
        var (block, start) = Position < head.Length ? (head, Position)
            : Position < end ? (ItemAt((Position - head.Length) / item.Length), (Position - head.Length) % item.Length)
            : (tail, Position - end);
        var length = (int)Math.Min(count, block.Length - start);
        block.AsSpan((int)start, length).CopyTo(buffer.AsSpan(offset));
        Position += length;
        return length;
    }

    private byte[] ItemAt(long repetition)
    {
        if (numberAt is { } at)
        {
            Encoding.UTF8.GetBytes(repetition.ToString($"D{Number.Length}", CultureInfo.InvariantCulture)).CopyTo(item, at);
        }
        return item;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
