namespace MetricsPlatform.Ingestion.Domain.Xml;

/// <summary>Tells when a parser pulls more for one node than a node may have, before it has it in memory.</summary>
internal sealed class MeteredStream(Stream inner, long limit) : Stream
{
    /// <summary>Bytes read since this was last set to 0.</summary>
    public long Meter { get; set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (Meter > limit)
        {
            throw new ExceededException();
        }
        var read = inner.Read(buffer, offset, count);
        Meter += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public sealed class ExceededException() : IOException("One node is too large.");
}
