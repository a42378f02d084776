using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace MetricsPlatform.Hosting.Bus;

/// <summary>
/// Ends the process, with exit code 1, when for long it has not heard a queue that another connection finds: a client may wait for good for an answer that a broker
/// in trouble never gave. Whoever keeps the process running starts it anew, and nothing accepted is lost. While the broker itself is away it waits.
/// </summary>
internal sealed class BusWatch(
    IBusControl bus, Uri broker, IConfiguration configuration, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<BusWatch> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    /// <summary>An endpoint that can be heard is heard within seconds, of a process that starts on a full machine within half a minute.</summary>
    private readonly TimeSpan patience = configuration.GetValue("Bus:Patience", TimeSpan.FromMinutes(1));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? deafSince = null;
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var unheard = bus.CheckHealth().Endpoints.Where(e => e.Value.Status != BusHealthStatus.Healthy).Select(e => QueueOf(e.Key)).ToList();
            // Counted from when the broker has them: after an outage everybody has the whole time to hear them again.
            deafSince = unheard.Count > 0 && await CanBeHeard(unheard, stoppingToken) ? deafSince ?? clock.GetTimestamp() : null;
            if (deafSince is { } since && clock.GetElapsedTime(since) > patience)
            {
                log.LogCritical(
                    "This process ends to be started anew: RabbitMQ has {Queues}, and they have not been heard here for {Seconds:0} s",
                    string.Join(", ", unheard), clock.GetElapsedTime(since).TotalSeconds);
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                return;
            }
        }
    }

    /// <summary>Whether a connection of its own finds all of them.</summary>
    private async Task<bool> CanBeHeard(List<string> queues, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Answer);
        try
        {
            var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false };
            await using var connection = await factory.CreateConnectionAsync(limit.Token);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: limit.Token);
            foreach (var queue in queues)
            {
                await channel.QueueDeclarePassiveAsync(queue, limit.Token);
            }
            return true;
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return false;   // the broker's trouble, which readiness tells
        }
    }

    /// <summary>Of an endpoint's address, or of its name alone.</summary>
    private static string QueueOf(string endpoint) => endpoint[(endpoint.LastIndexOf('/') + 1)..].Split('?')[0];
}
