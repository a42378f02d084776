using System.Text.Json;
using System.Text.Json.Serialization;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Publish;
using Microsoft.Extensions.DependencyInjection;
using Weasel.Core;

namespace MetricsPlatform.Correlation.Store;

/// <summary>Marten as the event log: one stream per service, facts under names that never change.</summary>
public static class EventStore
{
    /// <summary>Every stored fact and its name for ever. A class may be renamed or moved; its name here may not.</summary>
    public static readonly IReadOnlyDictionary<Type, string> Names = new Dictionary<Type, string>
    {
        [typeof(ResultsDescribed)] = "results_described",
        [typeof(ScanPartHeard)] = "scan_part_heard",
        [typeof(ScanReported)] = "scan_reported",
        [typeof(ScanWithdrawn)] = "scan_withdrawn",
        [typeof(MainBranchesNamed)] = "main_branches_named",
        [typeof(ScopeRetired)] = "scope_retired",
        [typeof(ServiceRetired)] = "service_retired",
        [typeof(ReleaseDeployed)] = "release_deployed",
        [typeof(FindingTriaged)] = "finding_triaged",
        [typeof(TicketChanged)] = "ticket_changed",
        [typeof(IncidentChanged)] = "incident_changed",
        [typeof(NameReplaced)] = "name_replaced",
        [typeof(RenamedTo)] = "renamed_to",
        [typeof(RenamedFrom)] = "renamed_from",
        [typeof(RevisionMade)] = "revision_made",
    };

    public static void AddEventStore(this IServiceCollection services) =>
        services.AddMarten(Configure)
            .UseLightweightSessions()
            .UseNpgsqlDataSource()
            .AddSubscriptionWithServices<RevisionPublisher>(ServiceLifetime.Singleton, _ => { })
            .AddAsyncDaemon(DaemonMode.HotCold);

    public static void Configure(StoreOptions options)
    {
        options.DatabaseSchemaName = "correlation";
        options.AutoCreateSchemaObjects = AutoCreate.None;   // StoreSchema does it, once
        options.Events.StreamIdentity = StreamIdentity.AsString;
        // Rich: the expected version is checked before anything is written, and fences two writers of one service.
        options.Events.AppendMode = EventAppendMode.Rich;
        options.Events.MetadataConfig.HeadersEnabled = true;   // for the trace of a revision
        options.Events.UseListenNotifyForEventAppends = true;
        options.Events.UseAdvisoryLockTransaction = true;
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase, json =>
        {
            json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            // The words of docs/events.md; first, since Marten's own converter would store names of C#.
            json.Converters.Insert(0, new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        });
        foreach (var (type, name) in Names)
        {
            options.Events.MapEventType(type, name);
        }
        // A replica that publishes and dies, and a publisher that failed, are noticed after about a second.
        options.Projections.LeadershipPollingTime = 1000;
        options.Projections.HealthCheckPollingTime = TimeSpan.FromSeconds(1);
        // A fact that cannot be read stops the publisher, loudly; skipping it would lose it.
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;
        options.Schema.For<ServiceHead>().Identity(h => h.Service);
    }
}

/// <summary>Where a service's stream stands; written with every revision, so that nobody has to read the stream to know.</summary>
public sealed record ServiceHead(string Service, long Revision, IReadOnlyList<string> MainBranches);
