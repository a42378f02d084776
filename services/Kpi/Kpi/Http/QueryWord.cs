using System.Text.Json;

namespace MetricsPlatform.Kpi.Http;

/// <summary>Enumerations in query strings, spelled as in events (docs/events.md): <c>false_positive</c>.</summary>
internal static class QueryWord<T> where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values =
        Enum.GetValues<T>().ToDictionary(v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()), StringComparer.Ordinal);

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
