using MetricsPlatform.Ingestion.Domain.CdEvents;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>The types of docs/events.md, and those of cdevents.dev.</summary>
public static class EventTypes
{
    public const string ScanCompleted = "metricsplatform.scan.completed.v1";
    public const string ReleaseDeployed = "metricsplatform.release.deployed.v1";
    public const string FindingTriaged = "metricsplatform.finding.triaged.v1";
    public const string TicketChanged = "metricsplatform.ticket.changed.v1";
    public const string ScanWithdrawn = "metricsplatform.scan.withdrawn.v1";
    public const string ScopeRetired = "metricsplatform.scope.retired.v1";
    public const string ServiceRetired = "metricsplatform.service.retired.v1";
    public const string IncidentChanged = "metricsplatform.incident.changed.v1";

    /// <summary>Null for a type that nothing here uses.</summary>
    internal static ReadBody? Reader(string type) => type switch
    {
        ScanCompleted => ScanCompletedData.Read,
        ReleaseDeployed => ReleaseDeployedData.Read,
        FindingTriaged => FindingTriagedData.Read,
        TicketChanged => TicketChangedData.Read,
        ScanWithdrawn => ScanWithdrawnData.Read,
        ScopeRetired => RetirementData.ReadScope,
        ServiceRetired => RetirementData.ReadService,
        IncidentChanged => IncidentChangedData.Read,
        _ => CdEventTypes.Reader(type),
    };
}
