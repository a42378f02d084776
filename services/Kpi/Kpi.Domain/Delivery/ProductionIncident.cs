using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain.Releases;

namespace MetricsPlatform.Kpi.Domain.Delivery;

/// <summary>An incident in production as it stood at <c>now</c>. Ticks of UTC.</summary>
/// <param name="OpenedAt">When it was opened first.</param>
/// <param name="RestoredAt">When it was resolved for good so far; null while it is open.</param>
/// <param name="Version">What it names last as its cause.</param>
internal sealed record ProductionIncident(string Key, long OpenedAt, long? RestoredAt, string? Version)
{
    /// <summary>Null when it was not open by then, or is about another environment.</summary>
    public static ProductionIncident? Of(IncidentState incident, KpiTerms terms)
    {
        long? opened = null;
        long? restored = null;
        string? version = null;
        string? environment = null;
        foreach (var change in incident.Changes.TakeWhile(c => c.At.UtcTicks <= terms.Now))
        {
            version = change.Version ?? version;
            environment = change.Environment ?? environment;
            if (change.Status == IncidentStatus.Open)
            {
                opened ??= change.At.UtcTicks;
                restored = null;
            }
            else if (opened is not null)
            {
                restored ??= change.At.UtcTicks;
            }
        }
        return opened is { } at && (environment is null || terms.ProductionEnvironments.Contains(environment)) ? new ProductionIncident(incident.Key, at, restored, version) : null;
    }

    /// <summary>The change that it followed from: the latest one before it, of the version that it names if it names one; null: none.</summary>
    public Change? CauseAmong(IReadOnlyList<Change> changes)
    {
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            if (changes[i].At < OpenedAt && (Version is null || changes[i].Version == Version))
            {
                return changes[i];
            }
        }
        return null;
    }
}
