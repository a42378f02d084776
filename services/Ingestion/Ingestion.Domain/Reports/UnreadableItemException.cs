namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>One item of a report cannot be read; the others stand for themselves (docs/decisions/0051).</summary>
/// <param name="problem">Continues a sentence that begins with the value: "is required".</param>
/// <param name="value">What is wrong, or lacks <paramref name="member"/>; null for the item itself.</param>
internal sealed class UnreadableItemException(string reason, string problem, ReportValue? value = null, string? member = null) : Exception(problem)
{
    public string Reason => reason;

    /// <summary>The refusal, with its place in the report.</summary>
    public Refusal Refusal(ReportValue item) =>
        // What is not there has no place: the item that lacks it has.
        ReferenceEquals(value, ReportValue.None) ? item.Refuse(reason, member is null ? Message : $"lacks '{member}', which {Message}")
        : (value ?? item).Refuse(reason, Message, member);
}
