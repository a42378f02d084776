using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Hosting.Outages;
using MetricsPlatform.Kpi.CatchUp;
using MetricsPlatform.Kpi.Controls;
using MetricsPlatform.Kpi.Explain;
using MetricsPlatform.Kpi.Findings;
using MetricsPlatform.Kpi.History;
using MetricsPlatform.Kpi.Metrics;
using MetricsPlatform.Kpi.Pages;
using MetricsPlatform.Kpi.Rebuild;
using MetricsPlatform.Kpi.Releases;
using MetricsPlatform.Kpi.Reports;
using MetricsPlatform.Kpi.Services;
using MetricsPlatform.Kpi.States;
using MetricsPlatform.Kpi.Triage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MetricsPlatform.Kpi;

/// <summary>Kpi as a library: needs the platform defaults and a bus from its host.</summary>
public static class KpiService
{
    /// <summary>Adds the service; call before the bus is added.</summary>
    public static void AddKpi(this IHostApplicationBuilder builder)
    {
        var options = KpiOptions.From(builder.Configuration);
        builder.AddPlatformCatalogue();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<KpiSchema>();
        builder.Services.AddSingleton<KpiStates>();
        builder.Services.AddSingleton<StateStore>();
        builder.Services.AddSingleton<StateReader>();
        builder.Services.AddSingleton<CorrelationRequests>();
        builder.Services.AddSingleton<CatchUpProgress>();
        builder.Services.AddSingleton<Generations>();
        builder.Services.AddSingleton<KpiMetricsPage>();
        builder.Services.AddSingleton<DailyReports>();
        builder.Services.AddPreparation<StateLoader>();
        builder.AddRebuild();
        builder.Services.AddSingleton<TriageDesk>();
        builder.Services.AddSingleton<FindingTriage>();
        builder.AddPages();
        builder.Services.AddHostedService<CatchUpWorker>();
        builder.Services.AddHostedService<ReplicaHeartbeat>();
        builder.Services.AddHostedService<ReportRefresher>();
        builder.Services.AddHostedService<DailyRecorder>();
        builder.Services.AddHealthChecks().AddCheck<CatchUpHealthCheck>("kpi", tags: [PlatformHealth.Ready]);
        builder.AddBusModule(new KpiBusModule(options));
        KpiTelemetry.ShowBuild();
    }

    /// <summary>The API, the pages and <c>/metrics</c>.</summary>
    public static void MapKpi(this IEndpointRouteBuilder routes)
    {
        var loaded = routes.MapPrepared<StateLoader>();
        loaded.MapShowKpis();
        loaded.MapExplainFigure();
        loaded.MapListDailyReports();
        loaded.MapShowHistory();
        loaded.MapExportHistory();
        loaded.MapShowControls();
        loaded.MapListFindings();
        loaded.MapShowFinding();
        loaded.MapTriageFinding();
        loaded.MapListReleases();
        loaded.MapListServices();
        loaded.MapRebuild();
        routes.MapPages(loaded);
        routes.MapScrapeMetrics();
    }
}
