using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>An incident in production as the events up to now tell it (§10).</summary>
/// <param name="Opened">The first event that says open.</param>
/// <param name="Restored">The first event after the last that says open; null while it is open.</param>
public sealed record IncidentNow(DateTimeOffset Opened, DateTimeOffset? Restored, string? Version)
{
    public static IReadOnlyList<IncidentNow> AllOf(ReferenceService service, ReferenceRules rules, DateTimeOffset now) =>
    [
        .. from incident in service.Events.OfType<IncidentChanged>().Where(e => e.Header.Time <= now).GroupBy(e => e.Key)
           let events = incident.ToList()
           let firstOpen = events.FindIndex(e => e.Status == IncidentStatus.Open)
           let environment = events.LastOrDefault(e => e.Environment is not null)?.Environment
           where firstOpen >= 0 && (environment is null || rules.ProductionEnvironments.Contains(environment))
           let after = events.Skip(events.FindLastIndex(e => e.Status == IncidentStatus.Open) + 1).FirstOrDefault()
           select new IncidentNow(events[firstOpen].Header.Time, after?.Header.Time, events.LastOrDefault(e => e.Version is not null)?.Version),
    ];
}
