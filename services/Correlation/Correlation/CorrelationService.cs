using MetricsPlatform.Correlation.Correlate;
using MetricsPlatform.Correlation.Partitions;
using MetricsPlatform.Correlation.Publish;
using MetricsPlatform.Correlation.Store;
using MetricsPlatform.Hosting.Audit;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Hosting.Outages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MetricsPlatform.Correlation;

/// <summary>Decides what is one finding and keeps its history.</summary>
public static class CorrelationService
{
    public static void AddCorrelation(this IHostApplicationBuilder builder)
    {
        builder.Services.AddPreparation<StoreSchema>();
        builder.Services.AddEventStore();
        builder.Services.AddSingleton<PublisherHealth>();
        builder.Services.AddHostedService(services => services.GetRequiredService<PublisherHealth>());
        builder.Services.AddHealthChecks().AddCheck<PublisherHealth>("publisher", tags: [PlatformHealth.Ready]);
        builder.Services.AddSingleton<ServiceHistories>();
        builder.Services.AddSingleton<CurrentHistories>();
        builder.Services.AddSingleton<Correlator>();
        builder.Services.AddSingleton<StoredNames>();
        builder.Services.AddSingleton<INameHolder, PeopleInHistories>();
        builder.Services.AddHostedService<CatalogueWatch>();
        builder.Services.AddSingleton<PartitionSet>();
        builder.Services.AddHostedService<PartitionBalancer>();
        builder.AddBusModule(new CorrelationBus(builder.Configuration.GetValue("Correlation:OneReplicaPerPartition", true)));
    }
}
