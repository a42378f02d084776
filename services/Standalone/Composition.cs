using System.Globalization;
using System.Net;
using MetricsPlatform.Correlation;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion;
using MetricsPlatform.Kpi;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MetricsPlatform.Standalone;

/// <summary>All services in one process, on one database and one bus.</summary>
public static class Composition
{
    /// <param name="postgres">Connection string.</param>
    /// <param name="settings">Configuration on top of the environment's.</param>
    public static WebApplication Build(StandaloneOptions options, string postgres, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = postgres,
            ["Catalogue:File"] = options.Catalogue ?? builder.Configuration["Catalogue:File"],
            ["Monitoring:Port"] = options.MonitoringPort?.ToString(CultureInfo.InvariantCulture),   // ASPNETCORE_URLS says nothing here either
            ["Ingestion:ClaimAllAtStart"] = "true",
            ["Access:Open"] = builder.Configuration["Access:Open"] ?? $"{IPAddress.IsLoopback(options.Bind)}",
            ["Access:KeysCommand"] = DataCommands.KeysFor(options),
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",   // the notice says it for people
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var port in options.Ports)
            {
                kestrel.Listen(new IPEndPoint(options.Bind, port));
            }
        });
        builder.AddPlatformDefaults("standalone");
        builder.AddPlatformCatalogue();
        builder.AddIngestion();
        builder.AddCorrelation();
        builder.AddKpi();
        builder.AddPlatformBus();

        var app = builder.Build();
        app.MapPlatformDefaults();
        app.MapIngestion();
        app.MapKpi();
        return app;
    }
}
