using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Hosting.Bus;

/// <summary>
/// Waits until the broker's port answers before a connection is tried. After a try that failed MassTransit waits up to half a minute for
/// the next, and would find a broker that is back that much later.
/// </summary>
internal sealed class BrokerPort(Uri broker, IHostApplicationLifetime lifetime, ILogger<BrokerPort> log)
{
    private const int StandardPort = 5672;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task Answers()
    {
        var stopping = lifetime.ApplicationStopping;
        for (var silent = false; !await AnswersNow(stopping); silent = true)
        {
            if (!silent)
            {
                log.LogWarning("RabbitMQ does not answer at {Host}; it is tried until it does", broker.Authority);
            }
            await Task.Delay(Pause, stopping);
        }
    }

    private async Task<bool> AnswersNow(CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(broker.Host, broker.IsDefaultPort || broker.Port < 0 ? StandardPort : broker.Port, limit.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return false;
        }
    }
}
