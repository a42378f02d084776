using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.States;
using MetricsPlatform.Correlation.Store;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Hosting.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace MetricsPlatform.Correlation.Publish;

/// <summary>
/// In: revisions, from the event log in order, at least once. Out: the states of what they touched. The log is the outbox: what a
/// crash interrupts is published again, and newest-wins makes that harmless.
/// </summary>
public sealed class RevisionPublisher : SubscriptionBase
{
    /// <summary>Under this name the store knows how far it is; never change it.</summary>
    public const string SubscriptionName = "revisions";

    private readonly Lazy<ServiceHistories> histories;
    private readonly MessageSender sender;
    private readonly Dictionary<string, long> published = [];

    /// <param name="services">The event store needs its subscriptions to be built, and histories need the event store: they come later.</param>
    public RevisionPublisher(IServiceProvider services, MessageSender sender)
    {
        (histories, this.sender) = (new(services.GetRequiredService<ServiceHistories>), sender);
        Name = SubscriptionName;
        IncludeType<RevisionMade>();
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        foreach (var service in page.Events.GroupBy(e => e.StreamKey!))
        {
            var revisions = service.Select(e => ((RevisionMade)e.Data).Revision).ToList();
            // States are as new as the history: a burst of revisions is published once.
            if (published.GetValueOrDefault(service.Key) >= revisions[^1])
            {
                continue;
            }
            var traces = service.Select(TracedFacts.TraceOf).OfType<string>().ToList();
            using var span = PlatformTraces.Continue("correlation publish", traces.LastOrDefault(), traces);
            span?.SetTag("service", service.Key);
            await Publish(service.Key, revisions[0] - 1, cancellationToken);
            FaultPoint.Reached("correlation-published");
        }
        return NullChangeListener.Instance;
    }

    /// <summary>While one part is written to the bus, the next is made.</summary>
    private async Task Publish(string service, long since, CancellationToken ct)
    {
        using var held = await histories.Value.Hold(service, ct);
        if (held.History.RenamedTo is not null)
        {
            return;   // told under that name
        }
        var publishing = Task.CompletedTask;
        foreach (var part in ServiceStates.Since(held.History, since))
        {
            await publishing;
            publishing = Task.Run(() => sender.Publish(part, ct), ct);
        }
        await publishing;
        published[service] = held.History.Revision;
    }
}
