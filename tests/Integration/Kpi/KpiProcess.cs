using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MassTransit;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Tests.Integration.Kpi;

/// <summary>A running Kpi on a real PostgreSQL and an in-memory bus, with a stub for Correlation.</summary>
internal sealed class KpiProcess : IAsyncDisposable
{
    private readonly WebApplication app;

    private KpiProcess(WebApplication app, CorrelationStub correlation)
    {
        this.app = app;
        Correlation = correlation;
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public CorrelationStub Correlation { get; }
    public HttpClient Http { get; }

    public static async Task<KpiProcess> Start(
        string database, CorrelationStub? correlation = null, PlatformCatalogue? catalogue = null, TimeProvider? clock = null, int maxServices = 2000)
    {
        correlation ??= new CorrelationStub();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = database,
            ["Kpi:Instance"] = "0",
            ["Access:Open"] = "true",
            ["Kpi:MaxServicesInMetrics"] = $"{maxServices}",
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.Services.AddSingleton<ICatalogue>(new FixedCatalogue(catalogue ?? PlatformCatalogue.Default));
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.AddPlatformDefaults("kpi");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddKpi();
        builder.AddBusModule(correlation);
        builder.AddPlatformBus();
        var app = builder.Build();
        app.MapPlatformDefaults();
        app.MapKpi();
        await app.StartAsync();
        return new KpiProcess(app, correlation);
    }

    /// <summary>Starts and waits until it is ready.</summary>
    public static async Task<KpiProcess> StartReady(string database, CorrelationStub? correlation = null, PlatformCatalogue? catalogue = null, int maxServices = 2000)
    {
        var kpi = await Start(database, correlation, catalogue, maxServices: maxServices);
        await kpi.Ready();
        return kpi;
    }

    public Task Ready() => Eventually.Be(() => Http.GetAsync("/health/ready"), answer => answer.IsSuccessStatusCode);

    /// <summary>Waits until Kpi has said that it shows a revision.</summary>
    public Task Applied(string service, long revision) =>
        Eventually.Be(() => Task.FromResult(Correlation.Applied.GetValueOrDefault(service)), applied => applied >= revision);

    /// <summary>Delivers messages in this order.</summary>
    public async Task Deliver(params IEnumerable<ServiceRevised> messages)
    {
        var queue = await app.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri("exchange:kpi-states-0"));
        foreach (var message in messages)
        {
            await queue.Send(message);
        }
    }

    /// <summary>Delivers, and waits until the newest revision is shown.</summary>
    public async Task Apply(params ServiceRevised[] messages)
    {
        await Deliver(messages);
        foreach (var service in messages.GroupBy(m => m.Service, m => m.Revision))
        {
            await Applied(service.Key, service.Max());
        }
    }

    /// <summary>Asks how far the figures of a service are.</summary>
    public async Task Ask(string service)
    {
        var queue = await app.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri("exchange:kpi-states-0"));
        await queue.Send(new AppliedRevisionRequested(service));
    }

    public async Task<JsonNode> Get(string path)
    {
        using var response = await Http.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary><c>/metrics</c> as soon as it has a line.</summary>
    public Task<string> MetricsWith(string line) =>
        Eventually.Be(() => Http.GetStringAsync("/metrics"), text => text.Split('\n').Contains(line));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
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
