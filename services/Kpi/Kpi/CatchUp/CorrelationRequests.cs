using System.Collections.Concurrent;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>What this replica asks of Correlation.</summary>
public sealed class CorrelationRequests(MessageSender sender, KpiOptions options, TimeProvider clock)
{
    private const string Queue = "correlation-states";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, DateTimeOffset> asked = new(StringComparer.Ordinal);

    /// <summary>Asks which services there are.</summary>
    public Task AskForServices(CancellationToken ct) => sender.Send(Queue, new ServicesRequested(options.ReplyTo), ct);

    /// <summary>Asks for everything of a service after a revision, unless that was asked a moment ago and is not answered yet.</summary>
    public Task AskForStates(string service, long since, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (asked.TryGetValue(service, out var before) && now - before < Patience)
        {
            return Task.CompletedTask;
        }
        asked[service] = now;
        return sender.Send(Queue, new StatesRequested(service, since, options.ReplyTo), ct);
    }

    /// <summary>States of the service have come; the next gap may be asked for at once.</summary>
    public void Answered(string service) => asked.TryRemove(service, out _);
}
