using MetricsPlatform.Hosting.Catalogue;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Ingestion.Webhooks;

/// <summary>Looks for the secrets of connections when the process starts and when the catalogue changes, so that a missing one is known before a webhook comes.</summary>
internal sealed class SecretWatcher(ICatalogue catalogue, ILogger<SecretWatcher> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Look(catalogue.Current);
        catalogue.Changed += Look;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        catalogue.Changed -= Look;
        return Task.CompletedTask;
    }

    private void Look(PlatformCatalogue now)
    {
        foreach (var (connection, secret) in now.Connections.Values.SelectMany(connection => connection.Secrets, (connection, secret) => (connection.Name, secret)))
        {
            if (secret.Read().Problem is { } problem)
            {
                log.LogError("A secret of connection {Connection} opens nothing: {Problem}", connection, problem);
            }
        }
    }
}
