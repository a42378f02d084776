using System.Text;

namespace MetricsPlatform.Tests.Unit.Ingestion;

/// <summary>A SARIF report of any size that is nowhere held: each block is made when it is read.</summary>
internal sealed class GeneratedSarif(int results) : Stream
{
    private const int Block = 400;
    private static readonly byte[] s_head = Encoding.UTF8.GetBytes("""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t"}},"results":[""");
    private static readonly byte[] s_tail = "]}]}"u8.ToArray();

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => s_head.Length + ((long)results * Block) + s_tail.Length;
    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var (block, start) = BlockAt(Position);
        var length = Math.Min(count, block.Length - start);
        block.AsSpan(start, length).CopyTo(buffer.AsSpan(offset));
        Position += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private (byte[] Block, int Start) BlockAt(long position)
    {
        if (position < s_head.Length)
        {
            return (s_head, (int)position);
        }
        var index = (int)((position - s_head.Length) / Block);
        return index < results
            ? (Result(index), (int)((position - s_head.Length) % Block))
            : (s_tail, (int)(position - s_head.Length - ((long)results * Block)));
    }

    private byte[] Result(int index)
    {
        var end = index == results - 1 ? "}" : "},";
        var json = $$"""{"ruleId":"r{{index % 50}}","message":{"text":"text"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"src/f{{index}}.cs"},"region":{"startLine":{{index + 1}} } } }],"partialFingerprints":{"primaryLocationLineHash":"{{index:x16}}:1"}""";
        return Encoding.UTF8.GetBytes(json.PadRight(Block - end.Length) + end);
    }
}
