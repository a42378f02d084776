using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.CdEvents;

/// <summary><c>incident.detected</c>, <c>incident.reported</c>, <c>incident.resolved</c>.</summary>
internal static class IncidentChange
{
    public static NativeEvent Say(CdEvent told) => new IncidentChanged(
        NativeContent.NoHeader, told.Custom["service"].Text ?? told.IdOf("service"), told.Subject.Required("id"),
        told.Predicate == "resolved" ? IncidentStatus.Resolved : IncidentStatus.Open, told.Content["environment"]["id"].Text, told.Version, null,
        told.Content["ticketURI"].Text, []);
}
