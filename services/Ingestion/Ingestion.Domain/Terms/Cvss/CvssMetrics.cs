namespace MetricsPlatform.Ingestion.Domain.Terms.Cvss;

/// <summary>The metrics of a vector, <c>AV:N</c> and so on, in any order.</summary>
internal sealed class CvssMetrics
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public CvssMetrics(IEnumerable<string> parts)
    {
        foreach (var part in parts)
        {
            if (part.Split(':') is [var name, var value])
            {
                _values[name] = value;
            }
        }
    }

    /// <summary>A value is written as one character.</summary>
    public char this[string name] => _values.TryGetValue(name, out var value) && value.Length == 1 ? value[0] : ' ';

    /// <summary>The index of the metric's value among <paramref name="values"/>, or -1.</summary>
    public int Level(string name, string values) => values.IndexOf(this[name], StringComparison.Ordinal);
}
