namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>How one kind of report is read. A format has no state: bytes in, scans out (docs/adding-a-format.md).</summary>
internal abstract class ReportFormat
{
    /// <summary>What the query parameter <c>format</c> calls it.</summary>
    public abstract string Name { get; }

    /// <summary>The scanner whose reports these are; null when the report or the request has to say.</summary>
    public abstract string? Tool { get; }

    /// <summary>Is written as this format is. Certain enough that a report of another format is not taken for this one.</summary>
    public abstract bool Recognises(ReportContent report);

    /// <summary>Its report is a list of items and nothing more, so that one that found nothing is <c>[]</c> or <c>null</c>: a report of this format only if it is named.</summary>
    public virtual bool IsBareList => false;

    /// <summary>
    /// Members that hold what was found: where the report has one and it is empty, or null, nothing was found, which few formats say in a way of
    /// their own. It is a report of this format only if it is named.
    /// </summary>
    protected virtual IReadOnlyList<string> Lists => [];

    /// <summary>The report is named as one of this format: is it?</summary>
    /// <exception cref="UnreadablePayloadException">It is not.</exception>
    public virtual void Check(ReportContent report)
    {
        if (!Recognises(report) && !(IsBareList && (report.IsNull || report.Json.IsList && IsEmpty(report.Json)))
            && !report.Json.Each().Any(member => Lists.Contains(member.Name) && IsEmpty(member)))
        {
            throw new UnreadablePayloadException(new("not_this_format", $"The report is not what {Name} writes: it is {report.Look}.", ""));
        }
    }

    /// <summary>The scans, after <see cref="Recognises"/> or <see cref="Check"/>.</summary>
    public abstract IEnumerable<ReportedScan> Read(ReportContent report);

    private static bool IsEmpty(ReportValue json) => json.Text is null && !json.Each().Any();
}
