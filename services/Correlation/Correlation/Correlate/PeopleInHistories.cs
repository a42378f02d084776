using MetricsPlatform.Correlation.Store;
using MetricsPlatform.Hosting.Audit;

namespace MetricsPlatform.Correlation.Correlate;

/// <summary>Takes a person's name out of the histories of findings; Kpi learns it as it learns every revision.</summary>
public sealed class PeopleInHistories(StoredNames names, Correlator correlator) : INameHolder
{
    /// <inheritdoc/>
    public async Task<int> Replace(string name, string pseudonym, CancellationToken ct)
    {
        var services = await names.Find(name, ct);
        foreach (var service in services.Keys)
        {
            await correlator.ReplaceName(service, name, pseudonym, ct);
        }
        return services.Values.Sum();
    }
}
