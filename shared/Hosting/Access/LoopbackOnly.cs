using System.Net;
using MetricsPlatform.Hosting.Defaults;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace MetricsPlatform.Hosting.Access;

/// <summary>Without keys a process listens on loopback addresses and nowhere else, but for monitoring: that port has nothing that keys keep.</summary>
/// <remarks>Only a server that listens knows where. Until this has looked, a request from elsewhere is refused by itself.</remarks>
internal sealed class LoopbackOnly(IServer server, AccessOptions access, MonitoringOptions monitoring) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var elsewhere = server.Features.Get<IServerAddressesFeature>()?.Addresses.Where(a => !IsLoopback(a) && !monitoring.IsAt(a)).ToList() ?? [];
        return !access.Open || elsewhere.Count == 0 ? Task.CompletedTask : throw new AccessException($"""
            Access__Open=true is for loopback addresses, and this listens on {string.Join(", ", elsewhere)}.
            Listen on 127.0.0.1 only, or take it away and make a key: {access.KeysCommand} create
            """);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <param name="address">As servers write it: <c>http://127.0.0.1:8080</c>, <c>http://[::]:80</c>, <c>http://*:80</c>.</param>
    private static bool IsLoopback(string address)
    {
        var host = Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.Host.Trim('[', ']') : "";
        return host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
