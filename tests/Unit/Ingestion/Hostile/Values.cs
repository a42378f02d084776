using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MetricsPlatform.Tests.Unit.Ingestion.Hostile;

/// <summary>Where values stand in a report, so that another can stand there and the rest stays well-formed.</summary>
internal static partial class Values
{
    /// <summary>What a value of another type, or none that a reader expects, may be. Fits into JSON; in XML and CSV it is text.</summary>
    public static IReadOnlyList<string> Odd { get; } =
    [
        "null", "true", "[]", "{}", "\"\"", "\" \"", "0", "-1", "1e999", "-1e-999", "1.7976931348623157e308", "99999999999999999999", "2147483648", "0.30000000000000004",
        "\"text\"", "\"CVE-2026-1 CVE-2026-2\"", "\"pkg:\"", "\"pkg:npm/%\"", "\"pkg:npm/@\"", "\"pkg:///\"", "\"CVSS:3.1/\"", "\"CVSS:3.1/AV:N/AV:N\"", "\"CVSS:4.0/AV:X\"",
        "\"0000-00-00T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"2026-02-01T00:00:00\"", "253402300800000", "\"../../../etc/passwd\"", "\"C:\\\\a\\\\b\"", "\"file:///\"",
        "\"https://[\"", "\":::\"", "\"%00%ff%\"", "\"\\u0000\"", "\"\\ud800\"", "\"a\\nb\\tc\"", "[null]", "[[]]", "[{}]", "{\"\":null}", "[\"a\",1,null,{\"a\":[]}]", "NaN", "'", "<a/>", "&amp;",
    ];

    /// <summary>One value, whatever it is, is this one.</summary>
    public static byte[] Replace(byte[] report, Random random, string value)
    {
        var places = Places(report);
        if (places.Count == 0)
        {
            return [.. report, .. Encoding.UTF8.GetBytes(value)];
        }
        var (from, to) = places[random.Next(places.Count)];
        return [.. report[..from], .. Encoding.UTF8.GetBytes(value), .. report[to..]];
    }

    /// <summary>A member of an object stands there once more, with another value; elsewhere one value is written twice.</summary>
    public static byte[] RepeatMember(byte[] report, Random random)
    {
        var members = Members(report);
        if (members.Count == 0)
        {
            return Replace(report, random, "a,a");
        }
        var (name, from) = members[random.Next(members.Count)];
        return [.. report[..from], .. Encoding.UTF8.GetBytes($"{name}:{Odd[random.Next(Odd.Count)]},"), .. report[from..]];
    }

    private static List<(int From, int To)> Places(byte[] report)
    {
        if (!IsJson(report))
        {
            // Text between tags, attributes, cells.
            return [.. TextValues().Matches(Encoding.Latin1.GetString(report)).Select(m => (m.Groups[1].Index, m.Groups[1].Index + m.Groups[1].Length))];
        }
        var places = new List<(int, int)>();
        var open = new Stack<int>();
        Read(report, (ref Utf8JsonReader json) =>
        {
            var at = (int)json.TokenStartIndex;
            if (json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                open.Push(at);
            }
            else if (json.TokenType != JsonTokenType.PropertyName)
            {
                places.Add((json.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject ? open.Pop() : at, (int)json.BytesConsumed));
            }
        });
        return places;
    }

    private static List<(string Name, int From)> Members(byte[] report)
    {
        var members = new List<(string, int)>();
        if (IsJson(report))
        {
            Read(report, (ref Utf8JsonReader json) =>
            {
                if (json.TokenType == JsonTokenType.PropertyName)
                {
                    members.Add(($"\"{Encoding.UTF8.GetString(json.ValueSpan)}\"", (int)json.TokenStartIndex));
                }
            });
        }
        return members;
    }

    private static bool IsJson(byte[] report) => report.Length > 0 && report[0] is (byte)'{' or (byte)'[';

    private delegate void Token(ref Utf8JsonReader json);

    /// <summary>As far as it is JSON.</summary>
    private static void Read(byte[] report, Token token)
    {
        var json = new Utf8JsonReader(report, new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            while (json.Read())
            {
                token(ref json);
            }
        }
        catch (JsonException)
        {
            // What was read until here is good enough.
        }
    }

    [GeneratedRegex("""(?:>|="|^|[,;\t])([^<>"\n,;\t]+)""", RegexOptions.Multiline)]
    private static partial Regex TextValues();
}
