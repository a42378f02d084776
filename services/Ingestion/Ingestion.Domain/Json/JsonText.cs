using System.Globalization;
using System.Text;

namespace MetricsPlatform.Ingestion.Domain.Json;

/// <summary>JSON strings to text, without ever failing: tools cut strings in the middle of a character.</summary>
internal static class JsonText
{
    private const char Replacement = '\uFFFD';

    public static string Decode(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    /// <summary>Resolves the escapes of a string that the JSON reader has accepted (RFC 8259 §7).</summary>
    public static string Unescape(ReadOnlySpan<byte> utf8)
    {
        var text = new StringBuilder(utf8.Length);
        while (true)
        {
            var plain = utf8.IndexOf((byte)'\\');
            if (plain < 0)
            {
                text.Append(Encoding.UTF8.GetString(utf8));
                return WellFormed(text);
            }
            text.Append(Encoding.UTF8.GetString(utf8[..plain]));
            var escape = utf8[plain + 1];
            var length = escape == 'u' ? 6 : 2;
            text.Append(escape == 'u' ? Unit(utf8.Slice(plain + 2, 4)) : Short(escape));
            utf8 = utf8[(plain + length)..];
        }
    }

    private static char Unit(ReadOnlySpan<byte> hex) =>
        (char)ushort.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static char Short(byte escape) => escape switch
    {
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        _ => (char)escape,
    };

    private static string WellFormed(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (char.IsHighSurrogate(unit) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (unit == '\0' || char.IsSurrogate(unit))
            {
                text[i] = Replacement;
            }
        }
        return text.ToString();
    }
}
