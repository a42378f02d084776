using System.Collections.Concurrent;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.States;

/// <summary>The states of every service, in memory.</summary>
public sealed class KpiStates
{
    private readonly ConcurrentDictionary<string, ServiceStates> services = new(StringComparer.Ordinal);

    /// <summary>Raised with a service's name after a revision of it has become visible.</summary>
    public event Action<string>? Applied;

    public IEnumerable<ServiceStates> All => services.Values;

    public long AppliedRevisionOf(string service) => services.TryGetValue(service, out var states) ? states.Applied : 0;

    public ServiceStates? Find(string service) => services.GetValueOrDefault(service);

    /// <summary>The service that knows an id, with what the id stands for there.</summary>
    public (ServiceStates Service, FindingEntry Entry)? FindFinding(string id)
    {
        foreach (var service in services.Values)
        {
            if (service.Find(id) is { } entry)
            {
                return (service, entry);
            }
        }
        return null;
    }

    public void Apply(ServiceRevised revised)
    {
        Of(revised.Service).Apply(revised);
        Applied?.Invoke(revised.Service);
    }

    internal ServiceStates Of(string service) => services.GetOrAdd(service, name => new ServiceStates(name));
}
