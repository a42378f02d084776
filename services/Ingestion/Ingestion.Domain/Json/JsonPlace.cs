using System.Globalization;
using System.Text.Json;

namespace MetricsPlatform.Ingestion.Domain.Json;

/// <summary>Tells a person where something stands. Worked out only when something is refused, so that reading pays nothing for it.</summary>
internal static class JsonPlace
{
    /// <summary>RFC 6901 pointer to the token at <paramref name="offset"/>, relative to the value that begins at <paramref name="from"/>.</summary>
    public static string PointerTo(Stream json, long from, long offset)
    {
        var cursor = new JsonCursor(new JsonSource(json, from));
        var path = new List<Step>();
        while (cursor.Read())
        {
            if (cursor.Token == JsonTokenType.PropertyName)
            {
                path[^1] = new Step(cursor.Text(), 0);
                continue;
            }
            if (cursor.Token is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                path.RemoveAt(path.Count - 1);
                continue;
            }
            if (path.Count > 0 && path[^1].Name is null)
            {
                path[^1] = new Step(null, path[^1].Index + 1);
            }
            if (cursor.TokenOffset >= offset)
            {
                break;
            }
            if (cursor.Token is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                path.Add(new Step(null, -1));
            }
        }
        return string.Concat(path.Select(step => "/" + step));
    }

    /// <summary>1-based line of the byte at <paramref name="offset"/>.</summary>
    public static long LineAt(Stream json, long offset)
    {
        var buffer = new byte[8192];
        long line = 1;
        json.Position = 0;
        while (offset > 0)
        {
            var read = json.Read(buffer, 0, (int)Math.Min(buffer.Length, offset));
            if (read == 0)
            {
                break;
            }
            line += buffer.AsSpan(0, read).Count((byte)'\n');
            offset -= read;
        }
        return line;
    }

    /// <summary>A member's name as a pointer's step.</summary>
    public static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>A member's name, or an index when there is none.</summary>
    private readonly record struct Step(string? Name, int Index)
    {
        public override string ToString() => Name is null
            ? Index.ToString(CultureInfo.InvariantCulture)
            : Escape(Name);
    }
}
