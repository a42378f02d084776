using System.Text;

namespace MetricsPlatform.Tests.Unit.Ingestion;

/// <summary>A report of any size that is nowhere held: a beginning, one item many times, an end.</summary>
internal sealed class RepeatedStream(string head, string item, string tail, int times) : Stream
{
    private readonly byte[] _head = Encoding.UTF8.GetBytes(head);
    private readonly byte[] _item = Encoding.UTF8.GetBytes(item);
    private readonly byte[] _tail = Encoding.UTF8.GetBytes(tail);

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => _head.Length + ((long)times * _item.Length) + _tail.Length;
    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var end = Length - _tail.Length;
        var (block, start) = Position < _head.Length ? (_head, Position)
            : Position < end ? (_item, (Position - _head.Length) % _item.Length)
            : (_tail, Position - end);
        var length = (int)Math.Min(count, block.Length - start);
        block.AsSpan((int)start, length).CopyTo(buffer.AsSpan(offset));
        Position += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
