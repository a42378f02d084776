using System.Globalization;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Correlation;
using MetricsPlatform.Correlation.Correlate;
using MetricsPlatform.Correlation.Store;
using MetricsPlatform.Hosting.Audit;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Tests.Integration.Correlation;

/// <summary>A replica of Correlation on a loopback port, with a bus of its own in memory.</summary>
internal sealed class CorrelationProcess : IAsyncDisposable
{
    private readonly WebApplication app;

    private CorrelationProcess(WebApplication app)
    {
        this.app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public Correlator Correlator => app.Services.GetRequiredService<Correlator>();

    public ServiceHistories Histories => app.Services.GetRequiredService<ServiceHistories>();

    public INameHolder Names => app.Services.GetRequiredService<INameHolder>();

    /// <param name="catalogue">A file; null: none.</param>
    /// <param name="cachedResults">Null: as many as by default.</param>
    public static async Task<CorrelationProcess> Start(string database, IBusModule? behind = null, string? catalogue = null, int? cachedResults = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = database,
            ["urls"] = "http://127.0.0.1:0",
            ["Access:Open"] = "true",
            ["Catalogue:File"] = catalogue,
            ["Correlation:CachedResults"] = cachedResults?.ToString(CultureInfo.InvariantCulture),
        });
        builder.AddPlatformDefaults("correlation");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddPlatformCatalogue();
        builder.AddCorrelation();
        if (behind is not null)
        {
            builder.AddBusModule(behind);
        }
        builder.AddPlatformBus();
        var app = builder.Build();
        app.MapPlatformDefaults();
        await app.StartAsync();
        return new CorrelationProcess(app);
    }

    public static NativeEvent Decision(string service, string by)
    {
        var at = new DateTimeOffset(2026, 1, 6, 0, 0, 0, TimeSpan.Zero);
        return new FindingTriaged(
            new EventHeader("/triage", $"{service} {by}", at, Guid.Empty, 0, at), service, new TriageMatch("CVE-2026-1", null, null), TriageDecision.FalsePositive, null, by, null);
    }

    public static NativeEvent Deployment(string service, string version)
    {
        var at = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        return new ReleaseDeployed(new EventHeader("/cd", $"{service} {version}", at, Guid.Empty, 0, at), service, version, null, "production", DeploymentOutcome.Succeeded, [], null);
    }

    /// <summary>A scan of everything that lists so many results, the same each day.</summary>
    /// <param name="day">Of January 2026.</param>
    public static NativeEvent Scan(string service, int day, int results)
    {
        var at = new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero);
        return new ScanPart(
            new EventHeader("/scans", $"{service} {day}", at, Guid.Empty, 0, at), service, new ScanDescription("trivy", "", Stage.Build, null, null, null, true, true), 0, 1,
            [.. Enumerable.Range(1, results).Select(number => new ScanResult { Kind = FindingKind.Dependency, Rule = $"CVE-2026-{number:0000}", Severity = Severity.High, Package = "pkg:npm/left-pad@1.0.0" })]);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
