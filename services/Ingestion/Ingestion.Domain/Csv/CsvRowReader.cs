using System.Text;

namespace MetricsPlatform.Ingestion.Domain.Csv;

/// <summary>Reads one row after the other.</summary>
/// <param name="mostCharacters">Of one row.</param>
internal sealed class CsvRowReader(TextReader text, char separator, int mostColumns, int mostCharacters)
{
    private readonly StringBuilder _cell = new();
    private List<string> _cells = [];
    private long _nextLine = 1;
    private int _characters;

    /// <summary>The current row.</summary>
    public IReadOnlyList<string> Cells => _cells;

    /// <summary>1-based line that the current row begins in.</summary>
    public long Line { get; private set; }

    /// <summary>False at the end.</summary>
    public bool Read()
    {
        if (text.Peek() < 0)
        {
            return false;
        }
        _cells = [];
        _characters = 0;
        Line = _nextLine;
        while (ReadCell())
        {
        }
        return true;
    }

    /// <summary>False when it was the row's last.</summary>
    private bool ReadCell()
    {
        _cell.Clear();
        var quoted = false;
        for (var first = true; ; first = false)
        {
            var next = Next();
            if (quoted)
            {
                if (next < 0)
                {
                    throw Unreadable("invalid_csv", "has a quoted cell without an end");
                }
                if (next != '"')
                {
                    _cell.Append((char)next);
                }
                else if (text.Peek() == '"')
                {
                    _cell.Append((char)Next());
                }
                else
                {
                    quoted = false;
                }
            }
            else if (first && next == '"')
            {
                quoted = true;
            }
            else if (next == separator)
            {
                return End(more: true);
            }
            else if (next is < 0 or '\n')
            {
                return End(more: false);
            }
            else if (next != '\r' || text.Peek() != '\n')
            {
                _cell.Append((char)next);
            }
        }
    }

    private bool End(bool more)
    {
        if (_cells.Count == mostColumns)
        {
            throw Unreadable("too_long", $"has a row of more than {mostColumns:N0} cells");
        }
        _cells.Add(_cell.ToString());
        return more;
    }

    private int Next()
    {
        var next = text.Read();
        _nextLine += next == '\n' ? 1 : 0;
        if (++_characters > mostCharacters)
        {
            throw Unreadable("too_long", $"has a row of more than {mostCharacters:N0} characters");
        }
        return next == '\0' ? '\uFFFD' : next;
    }

    private UnreadablePayloadException Unreadable(string reason, string what) =>
        new(new Refusal(reason, $"The payload {what} (line {Line}).", Line: Line));
}
