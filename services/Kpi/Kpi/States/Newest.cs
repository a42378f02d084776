namespace MetricsPlatform.Kpi.States;

/// <summary>Values by key where the newest revision wins, in whatever order and however often they are put.</summary>
internal sealed class Newest<T>
{
    private readonly Dictionary<string, (long Revision, T Value)> entries = new(StringComparer.Ordinal);

    public IEnumerable<T> Values => entries.Values.Select(e => e.Value);

    public void Put(string key, long revision, T value)
    {
        if (!entries.TryGetValue(key, out var held) || held.Revision < revision)
        {
            entries[key] = (revision, value);
        }
    }
}
