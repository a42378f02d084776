using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Outages;
using MetricsPlatform.Ingestion.DeadLetters;
using MetricsPlatform.Ingestion.Progress;
using MetricsPlatform.Ingestion.Relay;
using MetricsPlatform.Ingestion.Replay;
using MetricsPlatform.Ingestion.Storage;
using MetricsPlatform.Ingestion.Submissions;
using MetricsPlatform.Ingestion.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace MetricsPlatform.Ingestion;

/// <summary>Ingestion: hears tools, keeps what they say before it answers, and sends it on until it is known.</summary>
public static class IngestionModule
{
    /// <summary>Call before the bus is added. Needs <c>ConnectionStrings:Postgres</c>.</summary>
    public static void AddIngestion(this IHostApplicationBuilder builder)
    {
        builder.AddBusModule(new IngestionBus());
        builder.AddPlatformCatalogue();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(services => NpgsqlDataSource.Create(
            services.GetRequiredService<IConfiguration>().GetConnectionString("Postgres")
            ?? throw new InvalidOperationException("ConnectionStrings:Postgres is not set.")));
        builder.Services.AddSingleton(builder.Configuration.GetSection("Ingestion").Get<IngestionOptions>() ?? new IngestionOptions());
        builder.Services.AddPreparation<InboxSchema>();
        builder.Services.AddSingleton<InboxLimit>();
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<Outbox>();
        builder.Services.AddSingleton<RelaySignal>();
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.AddSingleton<DeadMessageStore>();
        builder.Services.AddSingleton<ProgressStore>();
        builder.Services.AddSingleton<ProgressWriter>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ProgressWriter>());
        builder.Services.AddHostedService<ProgressSweeper>();
        builder.Services.AddHostedService<SecretWatcher>();
        builder.Services.AddSingleton<Replayer>();
        builder.Services.AddSingleton<BodyArchive>();
        builder.Services.AddHostedService<InboxSweeper>();
    }

    /// <summary>The routes under <c>/v1</c> that publishers use.</summary>
    public static void MapIngestion(this IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<IngestionOptions>();
        var group = routes.MapPrepared<InboxSchema>().AddEndpointFilter(Answers.CatchProblems);
        // What is compressed can be a little longer than what it decompresses to; RequestBody counts exactly.
        var bodySize = new RequestSizeLimitAttribute(options.MaxBodyBytes + (1 << 20));
        var limit = routes.ServiceProvider.GetRequiredService<InboxLimit>();
        group.MapPublishEvents().WithMetadata(bodySize).AddEndpointFilter(limit.Check);
        group.MapPublishScan().WithMetadata(bodySize).AddEndpointFilter(limit.Check);
        group.MapReceiveWebhook().WithMetadata(new RequestSizeLimitAttribute(ReceiveWebhook.MaxBodyBytes)).AddEndpointFilter(limit.Check);
        group.MapGetSubmission();
        group.MapListDeadLetters();
        group.MapRedriveDeadLetter();
        group.MapReplayReports();
    }
}
