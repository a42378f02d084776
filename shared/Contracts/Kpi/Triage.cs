namespace MetricsPlatform.Contracts.Kpi;

/// <summary>Somebody has decided about a finding on Kpi's pages or interface: Ingestion takes the event in like any other.</summary>
/// <param name="Request">Names the request in the answer.</param>
/// <param name="ReplyTo">Address of the replica that asks.</param>
/// <param name="Event">A native event (docs/events.md) as CloudEvents JSON.</param>
/// <param name="By">Name of the key that decided; null where the platform is open.</param>
public sealed record TriageRequested(Guid Request, string ReplyTo, string Event, string? By);
