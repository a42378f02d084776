using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.States;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>
/// The services that a generation is behind in, as Correlation listed them last. A few are asked for at a time: what is published
/// meanwhile waits in the same queue, behind the answers.
/// </summary>
public sealed class MissingServices(ServiceMap states, CorrelationRequests requests)
{
    private const int AtOnce = 4;
    private readonly Lock gate = new();
    private IReadOnlyList<ServiceRevision> listed = [];
    private Queue<ServiceRevision> behind = [];

    /// <summary>How often Correlation has listed its services.</summary>
    public int Listings { get; private set; }

    /// <summary>How many services it listed.</summary>
    public int Total => listed.Count;

    /// <summary>How many of them are behind what it listed.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return behind.Count(IsBehind);
            }
        }
    }

    public Task Listed(IReadOnlyList<ServiceRevision> services, CancellationToken ct)
    {
        lock (gate)
        {
            listed = services;
            behind = new(services.Where(IsBehind));
            Listings++;
        }
        return AskOn(ct);
    }

    /// <summary>Asks for more, as far as there is room for answers.</summary>
    public async Task AskOn(CancellationToken ct)
    {
        while (Next() is { } service)
        {
            await requests.AskForStates(service, states.AppliedRevisionOf(service), ct);
        }
    }

    /// <summary>In turn, so that one that is never answered keeps no other from being asked for.</summary>
    private string? Next()
    {
        lock (gate)
        {
            for (var left = behind.Count; left > 0 && requests.Open < AtOnce; left--)
            {
                var service = behind.Dequeue();
                if (IsBehind(service))
                {
                    behind.Enqueue(service);
                    if (!requests.IsOpen(service.Service))
                    {
                        return service.Service;
                    }
                }
            }
            return null;
        }
    }

    private bool IsBehind(ServiceRevision service) => states.AppliedRevisionOf(service.Service) < service.Revision;
}
