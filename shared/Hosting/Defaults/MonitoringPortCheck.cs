using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary>A process whose port for monitoring is none that it listens on, or the only one, stops: it would look healthy to nobody, or serve nobody.</summary>
/// <remarks>Only a server that listens knows where.</remarks>
internal sealed class MonitoringPortCheck(IServer server, MonitoringOptions monitoring) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var isRight = monitoring.Port is null || (addresses.Any(monitoring.IsAt) && !addresses.All(monitoring.IsAt));
        return isRight ? Task.CompletedTask : throw new MonitoringException($"""
            Monitoring__Port={monitoring.Port} must be one of at least two ports to listen on, and this listens on {string.Join(", ", addresses)}.
            Name both in ASPNETCORE_URLS or ASPNETCORE_HTTP_PORTS, such as ASPNETCORE_HTTP_PORTS="8080;{monitoring.Port}".
            """);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
