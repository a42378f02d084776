using Marten;
using MassTransit;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Correlation.Domain.States;
using MetricsPlatform.Correlation.Store;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Correlation.CatchUp;

/// <summary>In: what a Kpi replica misses. Out: to that replica, which services there are, or the states of one since a revision.</summary>
public sealed class StatesConsumer(ServiceHistories histories, IDocumentStore store, StoreSchema schema, MessageSender sender) : IConsumer<ServicesRequested>, IConsumer<StatesRequested>
{
    public async Task Consume(ConsumeContext<ServicesRequested> context)
    {
        await schema.Done(context.CancellationToken);
        await using var session = store.QuerySession();
        var heads = await session.Query<ServiceHead>().ToListAsync(context.CancellationToken);
        var listed = new ServicesListed([.. heads.Select(h => new ServiceRevision(h.Service, h.Revision))]);
        await sender.Answer(context.Message.ReplyTo, listed, context.CancellationToken);
    }

    public async Task Consume(ConsumeContext<StatesRequested> context)
    {
        using var held = await histories.Hold(context.Message.Service, context.CancellationToken);
        if (held.History.RenamedTo is not null)
        {
            return;   // it is asked for under that name, which is listed
        }
        foreach (var part in ServiceStates.Since(held.History, context.Message.Since))
        {
            await sender.Answer(context.Message.ReplyTo, part, context.CancellationToken);
        }
    }
}
