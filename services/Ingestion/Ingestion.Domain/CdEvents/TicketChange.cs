using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.CdEvents;

/// <summary><c>ticket.created</c>, <c>ticket.updated</c>, <c>ticket.closed</c>. A ticket of no label <c>security</c> that names no vulnerability is none of ours.</summary>
internal static class TicketChange
{
    private const string Label = "security";

    public static NativeEvent? Say(CdEvent told)
    {
        var labels = told.Content["labels"].Texts.ToList();
        string[] rules = [.. labels.Append(told.Content["summary"].Text).SelectMany(VulnerabilityIds.In).Distinct(StringComparer.OrdinalIgnoreCase)];
        return rules.Length == 0 && !labels.Contains(Label, StringComparer.OrdinalIgnoreCase) ? null : new TicketChanged(
            NativeContent.NoHeader,
            told.Custom["service"].Text ?? throw new UnreadableItemException("missing_field", "must name the service, which CDEvents has no word for", told.Data, "customData"),
            told.Subject["source"].Text ?? told.Data["context"].Required("source"), told.Subject.Required("id"),
            // CDEvents does not say where an updated ticket stands, but a resolution is given when it is closed.
            told.Predicate == "closed" || told.Content["resolution"].Exists ? TicketStatus.Closed : TicketStatus.Open,
            told.Content["uri"].Text, told.Content["assignees"].Texts.FirstOrDefault(), rules);
    }
}
