using System.Collections.Concurrent;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.States;

/// <summary>The states of every service in one generation of the read models, in memory.</summary>
public sealed class ServiceMap
{
    private readonly ConcurrentDictionary<string, ServiceStates> services = new(StringComparer.Ordinal);

    /// <summary>Former names with the last revision under each: what comes late of it is not taken in.</summary>
    private readonly ConcurrentDictionary<string, long> formerNames = new(StringComparer.Ordinal);

    public IEnumerable<ServiceStates> All => services.Select(s => s.Value);

    public long AppliedRevisionOf(string service) =>
        services.TryGetValue(service, out var states) ? states.Applied : formerNames.GetValueOrDefault(service);

    public ServiceStates? Find(string service) => services.GetValueOrDefault(service);

    /// <summary>The service that knows an id, with what the id stands for there.</summary>
    public (ServiceFacts Service, FindingEntry Entry)? FindFinding(UInt128 id)
    {
        foreach (var (_, service) in services)
        {
            var facts = service.Facts;
            if (facts.Findings.Find(id) is { } entry)
            {
                return (facts, entry);
            }
        }
        return null;
    }

    /// <param name="batch">The revision's findings and tombstones.</param>
    public void Apply(ServiceRevised revised, FindingBatch batch)
    {
        Forget(revised.FormerNames ?? []);
        Of(revised.Service).Apply(revised, batch);
    }

    /// <summary>What is here under former names of a service goes: it is all under its name of today.</summary>
    internal void Forget(IEnumerable<FormerName> names)
    {
        foreach (var former in names)
        {
            formerNames[former.Service] = former.Revision;
            services.TryRemove(former.Service, out _);
        }
    }

    internal ServiceStates Of(string service) => services.GetOrAdd(service, name => new ServiceStates(name));
}
