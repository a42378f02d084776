using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.States;

/// <summary>The states that everybody sees: those of the generation that serves.</summary>
public sealed class KpiStates
{
    private volatile ServiceMap serving = new();

    /// <summary>Raised after something else can be seen here.</summary>
    public event Action? Changed;

    public IEnumerable<ServiceStates> All => serving.All;

    public long AppliedRevisionOf(string service) => serving.AppliedRevisionOf(service);

    public ServiceStates? Find(string service) => serving.Find(service);

    /// <summary>The service that knows an id, with what the id stands for there.</summary>
    public (ServiceFacts Service, FindingEntry Entry)? FindFinding(UInt128 id) => serving.FindFinding(id);

    /// <summary>Another generation serves from now on.</summary>
    internal void Serve(ServiceMap next)
    {
        serving = next;
        Show();
    }

    /// <summary>A revision has become visible.</summary>
    internal void Show() => Changed?.Invoke();
}
