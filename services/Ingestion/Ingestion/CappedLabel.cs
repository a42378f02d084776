using System.Collections.Concurrent;

namespace MetricsPlatform.Ingestion;

/// <summary>A label whose values publishers choose: short, and after so many different ones all others are "other".</summary>
internal sealed class CappedLabel(int limit)
{
    private const int MaxLength = 100;
    private readonly ConcurrentDictionary<string, string> known = new();

    public string Of(string? value)
    {
        var text = string.IsNullOrEmpty(value) ? "unknown" : value.Length > MaxLength ? value[..MaxLength] : value;
        return known.TryGetValue(text, out var label) ? label : known.Count < limit ? known.GetOrAdd(text, text) : "other";
    }
}
