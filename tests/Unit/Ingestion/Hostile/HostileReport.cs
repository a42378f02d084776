using System.Text;

namespace MetricsPlatform.Tests.Unit.Ingestion.Hostile;

/// <summary>Makes a hostile report of a good one. The same random numbers make the same bytes.</summary>
public static class HostileReport
{
    /// <summary>Sizes that are rare, because each costs as much as a hundred small ones.</summary>
    private const int RareOneIn = 250;

    private const int Large = 3_000_000;

    private static readonly Func<byte[], Random, byte[]>[] s_ways =
    [
        Bytes, Bytes, Cut, Slices, Slices, WrongType, WrongType, WrongType, TwoAtOnce, DuplicateKey, LongText, Deep, BadEncoding, Markup, Repeated,
    ];

    public static byte[] Make(IReadOnlyList<byte[]> good, Random random) =>
        s_ways[random.Next(s_ways.Length)](good[random.Next(good.Count)], random);

    /// <summary>Some bytes are others, among them those that have a meaning.</summary>
    private static byte[] Bytes(byte[] good, Random random)
    {
        var bytes = (byte[])good.Clone();
        for (var i = random.Next(8); i >= 0; i--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : "\"{}[]<>,:;0\\ \n\0&="u8[random.Next(17)];
        }
        return bytes;
    }

    private static byte[] Cut(byte[] good, Random random) => good[..random.Next(good.Length)];

    /// <summary>A stretch is missing, stands twice, or stands elsewhere.</summary>
    private static byte[] Slices(byte[] good, Random random)
    {
        var (from, to) = Range(good.Length, random);
        var at = random.Next(good.Length);
        return random.Next(3) switch
        {
            0 => [.. good[..from], .. good[to..]],
            1 => [.. good[..to], .. good[from..]],
            _ => [.. good[..at], .. good[from..to], .. good[at..]],
        };
    }

    private static byte[] WrongType(byte[] good, Random random) => Values.Replace(good, random, Values.Odd[random.Next(Values.Odd.Count)]);

    private static byte[] TwoAtOnce(byte[] good, Random random) => WrongType(WrongType(good, random), random);

    private static byte[] DuplicateKey(byte[] good, Random random) => Values.RepeatMember(good, random);

    private static byte[] LongText(byte[] good, Random random)
    {
        var length = IsRare(random) ? Large : random.Next(30_000);
        return Values.Replace(good, random, random.Next(3) == 0 ? new string('9', length) : $"\"{new string('x', length)}\"");
    }

    private static byte[] Deep(byte[] good, Random random)
    {
        var depth = IsRare(random) ? Large / 10 : random.Next(400);
        var (open, close) = random.Next(3) switch
        {
            0 => ("[", "]"),
            1 => ("{\"a\":", "}"),
            _ => ("<a>", "</a>"),
        };
        var inside = string.Concat(Enumerable.Repeat(open, depth)) + "1" + (random.Next(2) == 0 ? string.Concat(Enumerable.Repeat(close, depth)) : "");
        return Values.Replace(good, random, inside);
    }

    private static byte[] BadEncoding(byte[] good, Random random)
    {
        byte[][] odd =
        [
            [0xC3], [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0], [0x1B], [0xEF, 0xBF, 0xBE],
            .. new[] { "\\ud800", "\\udc00\\ud800", "\\u0000", "\\uD83D\\uDE00", "\uFEFF", "\u202E", "&#0;", "&#xD800;", "\\x" }.Select(Encoding.UTF8.GetBytes),
        ];
        switch (random.Next(6))
        {
            case 0:
                return [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(good))];
            case 1:
                return [.. Encoding.UTF8.GetPreamble(), .. good];
            default:
                var at = random.Next(good.Length);
                return [.. good[..at], .. odd[random.Next(odd.Length)], .. good[at..]];
        }
    }

    /// <summary>Entities that expand, and files and addresses that are fetched, by a parser that lets itself.</summary>
    private static byte[] Markup(byte[] good, Random random)
    {
        var laughs = string.Concat(Enumerable.Range(1, 12).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        string[] types =
        [
            $"<!DOCTYPE r [<!ENTITY l0 \"lol\">{laughs}]>", "<!DOCTYPE r [<!ENTITY l12 SYSTEM \"file:///etc/passwd\">]>",
            "<!DOCTYPE r SYSTEM \"http://127.0.0.1:9/r.dtd\">", $"<!DOCTYPE r [<!ENTITY l12 \"{new string('x', 100_000)}\">]>",
        ];
        var text = Encoding.UTF8.GetString(good);
        var start = text.StartsWith("<?", StringComparison.Ordinal) ? text.IndexOf('>', StringComparison.Ordinal) + 1 : 0;
        var entities = string.Concat(Enumerable.Repeat("&l12;", 1 + random.Next(3)));
        return Values.Replace(Encoding.UTF8.GetBytes(text[..start] + types[random.Next(types.Length)] + text[start..]), random, entities);
    }

    /// <summary>One stretch many times: long lists, long lines, unfinished nests.</summary>
    private static byte[] Repeated(byte[] good, Random random)
    {
        var (from, to) = Range(Math.Min(good.Length, 2000), random);
        var piece = good[from..Math.Max(to, from + 1)];
        var times = (IsRare(random) ? Large : 40_000) / piece.Length;
        return [.. good[..from], .. Enumerable.Repeat(piece, random.Next(times + 2)).SelectMany(bytes => bytes), .. good[from..]];
    }

    private static bool IsRare(Random random) => random.Next(RareOneIn) == 0;

    private static (int From, int To) Range(int length, Random random)
    {
        var (a, b) = (random.Next(length), random.Next(length));
        return a < b ? (a, b) : (b, a);
    }
}
