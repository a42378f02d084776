using System.Text.Json;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>An enumeration's values as events write them: <c>rolled_back</c>.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> s_values =
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);

    /// <summary>All words, for messages.</summary>
    public static string All { get; } = string.Join(", ", s_values.Keys);

    public static T? Find(string word) => s_values.TryGetValue(word, out var value) ? value : null;
}
