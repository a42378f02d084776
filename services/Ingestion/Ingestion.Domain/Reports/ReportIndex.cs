namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>Texts that a report gives in one place and refers to by an id from another: components, products.</summary>
/// <param name="what">What is held, for the refusal: "components".</param>
internal sealed class ReportIndex(string what)
{
    /// <summary>The most that is held, in UTF-16 units: above that of the largest real reports, far below what a process has.</summary>
    private const int Most = 16 * 1024 * 1024;

    /// <summary>What an entry costs beside its texts.</summary>
    private const int Overhead = 64;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private int _held;

    /// <summary>Null for an id that the report does not explain.</summary>
    public string? this[string? id] => id is null ? null : _texts.GetValueOrDefault(id);

    /// <summary>Nothing without an id or a text; of an id that is given twice the first text counts.</summary>
    /// <exception cref="UnreadablePayloadException">The report names more than can be held.</exception>
    public void Add(string? id, string? text)
    {
        if (id is null || text is null || !_texts.TryAdd(id, text))
        {
            return;
        }
        _held += id.Length + text.Length + Overhead;
        if (_held > Most)
        {
            throw new UnreadablePayloadException(new("too_large", $"The report names more {what} than can be held."));
        }
    }
}
