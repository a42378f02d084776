using System.Text.Json;

namespace MetricsPlatform.Ingestion.Domain.Json;

/// <summary>A seekable stream of UTF-8 JSON, seen through a window that slides over it and grows only for a token that does not fit.</summary>
/// <remarks>
/// Memory is bounded by <see cref="MaxToken"/>, whatever the document's size. Several sources may read one stream in turn: each sets the
/// stream's position before it reads.
/// </remarks>
public sealed class JsonSource
{
    /// <summary>Size of the window at first, in bytes.</summary>
    public const int DefaultWindow = 64 * 1024;

    /// <summary>The longest string or number that is read, in bytes as written.</summary>
    public const int MaxToken = 1024 * 1024;

    /// <summary>How deep arrays and objects may nest.</summary>
    public const int MaxDepth = 128;

    private const int Slack = 4096;

    private readonly Stream _stream;
    private readonly JsonReaderOptions _options;
    private byte[] _buffer;
    private long _bufferOffset;
    private int _start;
    private int _end;

    /// <param name="offset">Where a JSON value begins.</param>
    /// <param name="window">Size of the window at first, in bytes.</param>
    /// <param name="manyValues">Further values may follow the first, as in JSON Lines; else what follows it is an error.</param>
    public JsonSource(Stream stream, long offset = 0, int window = DefaultWindow, bool manyValues = false)
    {
        _stream = stream;
        // Scanners that join their items by hand leave a comma behind the last: nikto 2.1.6.
        _options = new JsonReaderOptions { MaxDepth = MaxDepth, AllowMultipleValues = manyValues, AllowTrailingCommas = true };
        FirstWindow = Math.Max(window, 4);
        _buffer = new byte[FirstWindow];
        _bufferOffset = offset;
        Seek(offset);
    }

    public Stream Stream => _stream;

    /// <summary>Size of the window at first, in bytes.</summary>
    internal int FirstWindow { get; }

    internal JsonReaderState State { get; private set; }

    /// <summary>Nothing follows the window.</summary>
    internal bool IsFinal { get; private set; }

    internal ReadOnlySpan<byte> Window => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Offset in the stream of the window's first byte.</summary>
    internal long Offset => _bufferOffset + _start;

    /// <summary>Where reading stands, to come back to it.</summary>
    internal Bookmark Mark => new(Offset, State);

    /// <summary>The next cursor begins with the value at <paramref name="offset"/>; at 0 it passes over a byte order mark.</summary>
    internal void Seek(long offset)
    {
        Return(new Bookmark(offset, new JsonReaderState(_options)));
        if (offset == 0)
        {
            PassOverByteOrderMark();
        }
    }

    /// <summary>The next cursor continues at <paramref name="mark"/>.</summary>
    internal void Return(Bookmark mark)
    {
        State = mark.State;
        if (mark.Offset >= _bufferOffset && mark.Offset <= _bufferOffset + _end)
        {
            _start = (int)(mark.Offset - _bufferOffset);
            return;
        }
        _bufferOffset = mark.Offset;
        _start = _end = 0;
        IsFinal = false;
    }

    /// <summary>The first <paramref name="consumed"/> bytes of the window are done with.</summary>
    internal void Advance(int consumed, JsonReaderState state)
    {
        _start += consumed;
        State = state;
    }

    /// <summary>Slides the window to what is not consumed and reads on. False when the token at its start is longer than can be.</summary>
    internal bool Refill()
    {
        var rest = _end - _start;
        if (rest == _buffer.Length)
        {
            if (_buffer.Length >= MaxToken + Slack)
            {
                return false;
            }
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, MaxToken + Slack));
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, rest).CopyTo(_buffer);
        }
        _bufferOffset += _start;
        _start = 0;
        _end = rest;
        _stream.Position = _bufferOffset + _end;
        while (_end < _buffer.Length)
        {
            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                IsFinal = true;
                break;
            }
            _end += read;
        }
        return true;
    }

    private void PassOverByteOrderMark()
    {
        if (Window.IsEmpty)
        {
            Refill();
        }
        if (Window.StartsWith("\uFEFF"u8))
        {
            _start = 3;
        }
    }
}

/// <summary>A place in a document, with what the reader knows there.</summary>
internal readonly record struct Bookmark(long Offset, JsonReaderState State);
