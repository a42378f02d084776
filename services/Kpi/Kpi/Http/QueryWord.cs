using System.Text.Json;

namespace MetricsPlatform.Kpi.Http;

/// <summary>An enumeration as everything outside spells it.</summary>
internal static class QueryWord
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

/// <summary>Enumerations in query strings, spelled as in events (docs/events.md): <c>false_positive</c>.</summary>
internal static class QueryWord<T> where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values =
        Enum.GetValues<T>().ToDictionary(v => QueryWord.Of(v), StringComparer.Ordinal);

    /// <summary>Reads an optional parameter; absent is null and fine, a word that is none of ours makes a complaint.</summary>
    public static T? Read(string parameter, string? text, List<string> complaints)
    {
        if (text is null)
        {
            return null;
        }
        if (Values.TryGetValue(text, out var value))
        {
            return value;
        }
        complaints.Add($"Parameter '{parameter}' cannot be '{text}'; it is one of {string.Join(", ", Values.Keys)}.");
        return null;
    }
}
