using MetricsPlatform.Kpi.Domain.Delivery;
using MetricsPlatform.Kpi.Domain.Releases;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>DORA's figures of docs/metrics.md §10.</summary>
internal static class DeliveryKpis
{
    public static IReadOnlyList<KpiDefinition> All { get; } =
    [
        Changes("deployment_frequency", "Deployment frequency", KpiUnit.Rate, "M10.1", KpiFormula.Rate, d => d.ChangesPerDay, _ => true),
        Changes("production_changes", "Changes", KpiUnit.Count, "M10.1", KpiFormula.Count, d => d.Changes, _ => true),
        Changes("failed_changes", "Failed changes", KpiUnit.Count, "M10.2 M10.3", KpiFormula.Count, d => d.Failed, change => change.Failed),
        Changes("change_failure", "Change failure ratio", KpiUnit.Share, "M10.2 M10.3", KpiFormula.Share("failed"), d => d.ChangeFailureRatio, _ => true),
        Incidents("incidents", "Incidents", KpiUnit.Count, KpiFormula.Count, d => d.Incidents, i => i.OpenedAt),
        Incidents("restored_incidents", "Restored incidents", KpiUnit.Count, KpiFormula.Count, d => d.Restored, i => i.RestoredAt),
        Incidents("time_to_restore", "Mean time to restore", KpiUnit.Seconds, KpiFormula.Mean("restore_seconds"), d => d.RestoreMeanSeconds, i => i.RestoredAt),
    ];

    private static KpiDefinition Changes(string id, string title, KpiUnit unit, string rules, KpiFormula formula, Func<DeliveryKpi, double?> value, Func<Change, bool> counts) =>
        new(id, title, unit, KpiDimensions.Window, rules.Split(' '), ["version", "at", "failed"], formula)
        {
            OfFindings = false,
            Watch = (terms, s) => new ChangeWitness(terms.Window(s.Window!), counts),
            Value = (report, s) => Row(report, s) is { } row ? value(row) : null,
        };

    private static KpiDefinition Incidents(string id, string title, KpiUnit unit, KpiFormula formula, Func<DeliveryKpi, double?> value, Func<ProductionIncident, long?> at) =>
        new(id, title, unit, KpiDimensions.Window, ["M10.4", "M10.3"], ["incident", "opened", "restored", "restore_seconds"], formula)
        {
            OfFindings = false,
            Watch = (terms, s) => new IncidentWitness(terms.Window(s.Window!), at),
            Value = (report, s) => Row(report, s) is { } row ? value(row) : null,
        };

    private static DeliveryKpi? Row(KpiReport report, KpiSelection s) => report.Delivery.FirstOrDefault(d => d.Window == s.Window);
}

/// <summary>Writes down changes of a window.</summary>
internal sealed class ChangeWitness(KpiWindow window, Func<Change, bool> counts) : KpiWitness
{
    public override void See(ServiceFacts service, ServiceReleases releases, ReleaseHistory history) => Rows.AddRange(history.Changes
        .Where(change => window.Holds(change.At) && counts(change))
        .Select(change => new KpiRow(service.Service, null, [change.Version, EpisodeSight.Instant(change.At), change.Failed])));
}

/// <summary>Writes down incidents in production.</summary>
/// <param name="at">What of it is to be in the window.</param>
internal sealed class IncidentWitness(KpiWindow window, Func<ProductionIncident, long?> at) : KpiWitness
{
    public override void See(ServiceFacts service, ServiceReleases releases, ReleaseHistory history) => Rows.AddRange(history.Incidents
        .Where(incident => at(incident) is { } instant && window.Holds(instant))
        .Select(incident => new KpiRow(service.Service, null,
        [
            incident.Key, EpisodeSight.Instant(incident.OpenedAt), incident.RestoredAt is { } restored ? EpisodeSight.Instant(restored) : null,
            incident.RestoredAt is { } end ? Seconds.Of(end - incident.OpenedAt) : null,
        ])));
}
