using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>What this replica asks of Correlation.</summary>
public sealed class CorrelationRequests(MessageSender sender, KpiOptions options, TimeProvider clock)
{
    private const string Queue = "correlation-states";

    /// <summary>After that long without a part of an answer the question or the answer is taken for lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Since, DateTimeOffset LostAt)> open = new(StringComparer.Ordinal);

    /// <summary>How many services were asked for and are not answered yet.</summary>
    public int Open
    {
        get
        {
            var now = clock.GetUtcNow();
            lock (gate)
            {
                return open.Values.Count(asked => now < asked.LostAt);
            }
        }
    }

    /// <summary>An answer about the service is on its way.</summary>
    public bool IsOpen(string service)
    {
        lock (gate)
        {
            return open.TryGetValue(service, out var asked) && clock.GetUtcNow() < asked.LostAt;
        }
    }

    /// <summary>Asks which services there are.</summary>
    public Task AskForServices(CancellationToken ct) => sender.Send(Queue, new ServicesRequested(options.ReplyTo), ct);

    /// <summary>Asks for everything of a service after a revision, unless an answer that tells it is on its way.</summary>
    public async Task AskForStates(string service, long since, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (open.TryGetValue(service, out var asked) && asked.Since <= since && now < asked.LostAt)
            {
                return;
            }
            open[service] = (since, now + Patience);
        }
        try
        {
            await sender.Send(Queue, new StatesRequested(service, since, options.ReplyTo), ct);
        }
        catch
        {
            lock (gate)
            {
                open.Remove(service);
            }
            throw;
        }
    }

    /// <summary>A part of a service's states has come. After the last part of an answer the service may be asked for at once.</summary>
    public void Heard(ServiceRevised part)
    {
        lock (gate)
        {
            if (!open.TryGetValue(part.Service, out var asked) || part.Since > asked.Since)
            {
                return;
            }
            if (part.Part == part.Parts - 1)
            {
                open.Remove(part.Service);
            }
            else
            {
                open[part.Service] = asked with { LostAt = clock.GetUtcNow() + Patience };
            }
        }
    }
}
