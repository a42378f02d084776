using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Ingestion.Domain.Scans;

/// <summary>SHA-256 of what an event says: the same however its JSON was written, in whatever order of fields.</summary>
/// <remarks>A field that is absent leaves no trace, so that a field added to a type later does not turn old repeats into conflicts.</remarks>
internal sealed class ContentHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[1024];
    private int _length;

    public ContentHash Add(string field, string? value)
    {
        if (value is not null)
        {
            Text(field);
            Text(value);
        }
        return this;
    }

    public ContentHash Add(string field, long value)
    {
        Text(field);
        Number(value);
        return this;
    }

    public ContentHash Add(string field, IReadOnlyList<string> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            Add(field, values[i]);
        }
        return this;
    }

    public ContentHash Add(string field, ReadOnlySpan<byte> value)
    {
        Text(field);
        Number(value.Length);
        value.CopyTo(Room(value.Length));
        _length += value.Length;
        return this;
    }

    /// <summary>Not the context's hash: it is what an adapter makes of the code, and a report sent again after one has learnt to is no other report.</summary>
    public void Add(ScanResult result)
    {
        Add("kind", (long)result.Kind).Add("rule", result.Rule).Add("alias", result.Aliases).Add("severity", (long)result.Severity);
        if (result.Cvss is { } cvss)
        {
            Add("cvss", BitConverter.DoubleToInt64Bits(cvss));
        }
        foreach (var cwe in result.Cwe)
        {
            Add("cwe", cwe);
        }
        if (result.Line is { } line)
        {
            Add("line", line);
        }
        Add("title", result.Title).Add("description", result.Description).Add("help", result.Help)
            .Add("package", result.Package).Add("fixedIn", result.FixedIn).Add("path", result.Path).Add("resource", result.Resource)
            .Add("url", result.Url).Add("method", result.Method).Add("parameter", result.Parameter)
            .Add("fingerprint", result.Fingerprint).Add("alsoAt", result.AlsoAt);
        Number(-1);
    }

    public byte[] Finish()
    {
        Flush();
        return _hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();

    private void Text(string text)
    {
        var room = Room(4 + Encoding.UTF8.GetMaxByteCount(text.Length));
        var written = Encoding.UTF8.GetBytes(text, room[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(room, written);
        _length += 4 + written;
    }

    private void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);
        _length += 8;
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Flush();
            if (_buffer.Length < bytes)
            {
                _buffer = new byte[bytes];
            }
        }
        return _buffer.AsSpan(_length);
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _length);
        _length = 0;
    }
}
