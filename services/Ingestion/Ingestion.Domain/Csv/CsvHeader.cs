namespace MetricsPlatform.Ingestion.Domain.Csv;

/// <summary>The names in a CSV report's first row.</summary>
internal sealed class CsvHeader(IReadOnlyList<string> cells)
{
    private readonly Dictionary<string, int> _places = Index(cells);

    public IReadOnlyList<string> Names => cells;

    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (IndexOf(name) is null)
            {
                return false;
            }
        }
        return true;
    }

    public int? IndexOf(string name) => _places.TryGetValue(name, out var index) ? index : null;

    private static Dictionary<string, int> Index(IReadOnlyList<string> cells)
    {
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < cells.Count; i++)
        {
            places.TryAdd(cells[i].Trim(), i);
        }
        return places;
    }
}
