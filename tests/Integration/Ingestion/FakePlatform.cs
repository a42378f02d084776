using System.Collections.Concurrent;
using MassTransit;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Tests.Integration.Ingestion;

/// <summary>Stands in for what is behind Ingestion: hears native events and answers what a test tells it to.</summary>
public sealed class FakePlatform : IBusModule
{
    public static readonly EventOutcome Outcome = new(3, 2, 1, 0, 0);

    private readonly ConcurrentQueue<NativeEvent> heard = new();

    /// <summary>Correlation answers every event with its commit at this revision; null: it says nothing.</summary>
    public long? CommitsAt { get; set; }

    /// <summary>Kpi answers when it is asked how far it is; null: it says nothing.</summary>
    public long? AppliedWhenAsked { get; set; }

    /// <summary>Correlation cannot work events off.</summary>
    public bool Fails { get; set; }

    public IReadOnlyList<NativeEvent> Heard => [.. heard];

    public void AddConsumers(IBusRegistrationConfigurator consumers)
    {
    }

    public void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        for (var partition = 0; partition < ServicePartition.Count; partition++)
        {
            bus.ReceiveEndpoint(ServicePartition.QueueOf(partition), endpoint =>
            {
                endpoint.Harden(context);
                endpoint.ConcurrentMessageLimit = 1;
                endpoint.Handler<ScanPart>(Hear);
                endpoint.Handler<ScanWithdrawn>(Hear);
                endpoint.Handler<ReleaseDeployed>(Hear);
                endpoint.Handler<ServiceRetired>(Hear);
            });
        }
        bus.ReceiveEndpoint("kpi", endpoint => endpoint.Handler<AppliedRevisionRequested>(async asked =>
        {
            if (AppliedWhenAsked is { } revision)
            {
                await asked.Publish(new ReplicaAlive("0"));
                await asked.Publish(new RevisionApplied(asked.Message.Service, revision, "0"));
            }
        }));
    }

    private Task Hear<T>(ConsumeContext<T> context)
        where T : NativeEvent
    {
        if (Fails)
        {
            throw new InvalidOperationException("Nobody thought of that.");
        }
        heard.Enqueue(context.Message);
        return CommitsAt is { } revision && IsWhole(context.Message) ? context.Publish(Commit(context.Message, revision)) : Task.CompletedTask;
    }

    /// <summary>A scan is committed when all its parts are in.</summary>
    private bool IsWhole(NativeEvent message) => message is not ScanPart scan
        || heard.OfType<ScanPart>().Where(p => p.Header.Submission == scan.Header.Submission).DistinctBy(p => p.Part).Count() == scan.Parts;

    public static EventCommitted Commit(NativeEvent message, long revision) =>
        new(message.Header.Submission, message.Header.Item, message.Service, revision, Outcome);
}
