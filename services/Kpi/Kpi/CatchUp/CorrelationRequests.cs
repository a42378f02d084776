using System.Collections.Concurrent;
using MassTransit;
using MetricsPlatform.Contracts.Kpi;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>What this replica asks of Correlation.</summary>
public sealed class CorrelationRequests(IBus bus, KpiOptions options, TimeProvider clock)
{
    private static readonly Uri Queue = new("queue:correlation-states");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, DateTimeOffset> asked = new(StringComparer.Ordinal);

    /// <summary>Asks which services there are.</summary>
    public Task AskForServices(CancellationToken ct) => Send(new ServicesRequested(options.Queue), ct);

    /// <summary>Asks for everything of a service after a revision, unless that was asked a moment ago and is not answered yet.</summary>
    public Task AskForStates(string service, long since, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (asked.TryGetValue(service, out var before) && now - before < Patience)
        {
            return Task.CompletedTask;
        }
        asked[service] = now;
        return Send(new StatesRequested(service, since, options.Queue), ct);
    }

    /// <summary>States of the service have come; the next gap may be asked for at once.</summary>
    public void Answered(string service) => asked.TryRemove(service, out _);

    private async Task Send<T>(T request, CancellationToken ct) where T : class =>
        await (await bus.GetSendEndpoint(Queue)).Send(request, ct);
}
