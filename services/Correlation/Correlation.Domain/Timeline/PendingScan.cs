using MetricsPlatform.Correlation.Domain.Facts;

namespace MetricsPlatform.Correlation.Domain.Timeline;

/// <summary>A scan of which some parts are here. Nothing counts, and nothing is gone, before the last one is in.</summary>
public sealed class PendingScan(int parts)
{
    private readonly HashSet<int> heard = [];

    public NumberSet Results { get; private set; } = NumberSet.Empty;
    public int Reported { get; private set; }

    public bool Has(int part) => heard.Contains(part);

    /// <summary>Only this part is missing.</summary>
    public bool IsCompletedBy(int part) => heard.Count == parts - 1 && !heard.Contains(part);

    public void Add(ScanPartHeard part)
    {
        if (heard.Add(part.Part))
        {
            Results = Results.Union(part.Results);
            Reported += part.Reported;
        }
    }
}
