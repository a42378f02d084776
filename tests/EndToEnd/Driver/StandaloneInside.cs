using MetricsPlatform.Standalone;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>The same platform, composed and listening inside this process: for many fresh ones one after the other, since only the first pays for the start of a process.</summary>
public sealed class StandaloneInside : IAsyncDisposable
{
    private readonly WebApplication app;

    private StandaloneInside(WebApplication app, Uri address) => (this.app, Client) = (app, new PlatformClient(address));

    public PlatformClient Client { get; }

    /// <param name="postgres">Connection string.</param>
    /// <param name="catalogue">A file; null: none.</param>
    public static async Task<StandaloneInside> Start(string postgres, string? catalogue = null)
    {
        var options = new StandaloneOptions { Port = FreePort.Find(), Catalogue = catalogue };
        var app = Composition.Build(options, postgres);
        await app.StartAsync();
        var started = new StandaloneInside(app, new Uri($"http://127.0.0.1:{options.Port}"));
        await started.Client.Ready();
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
