using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi;
using MetricsPlatform.Tests.EndToEnd.Driver;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Bench.Kpi;

/// <summary>Kpi alone, in this process, on a PostgreSQL and a bus in memory.</summary>
internal sealed class KpiInside : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private readonly WebApplication app;

    private KpiInside(WebApplication app) => (this.app, Address, Client) = (app, new Uri(app.Urls.First()), new PlatformClient(new Uri(app.Urls.First())));

    public Uri Address { get; }

    public PlatformClient Client { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="postgres">Connection string.</param>
    public static async Task<KpiInside> Start(string postgres, Population population)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = postgres, ["Access:Open"] = "true", ["urls"] = $"http://127.0.0.1:{FreePort.Find()}",
        });
        builder.Services.AddSingleton<ICatalogue>(new FixedCatalogue(population.Catalogue));
        builder.AddPlatformDefaults("kpi");
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.AddKpi();
        builder.AddBusModule(new MadeCorrelation(population));
        builder.AddPlatformBus();
        var app = builder.Build();
        app.MapPlatformDefaults();
        app.MapKpi();
        await app.StartAsync();
        var started = new KpiInside(app);
        while ((await started.Client.Get("/health/ready")).Status != 200)
        {
            await Task.Delay(Step);
        }
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private sealed class FixedCatalogue(PlatformCatalogue catalogue) : ICatalogue
    {
        public PlatformCatalogue Current => catalogue;

        public event Action<PlatformCatalogue>? Changed
        {
            add { }
            remove { }
        }
    }
}
