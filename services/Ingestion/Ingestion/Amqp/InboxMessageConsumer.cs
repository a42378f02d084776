using MassTransit;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Storage;
using MetricsPlatform.Ingestion.Submissions;

namespace MetricsPlatform.Ingestion.Amqp;

/// <summary>
/// In: CloudEvents of a publisher. Out: events in the inbox like those that come over HTTP; what is refused is a dead letter, for there is nobody to
/// answer. The broker keeps the message until either is on disk.
/// </summary>
public sealed class InboxMessageConsumer(Inbox inbox, InboxLimit limit, InboxSchema schema, IngestionOptions options) : IConsumer<InboxMessage>
{
    public async Task Consume(ConsumeContext<InboxMessage> context)
    {
        await schema.Done(context.CancellationToken);
        await limit.Room(context.CancellationToken);
        var sent = AmqpProperties.Of(context.ReceiveContext);
        using var body = new MemoryStream(context.Message.Body, writable: false);
        var mode = EventModes.Of(sent.ContentType, sent.Attributes.Count > 0)?.In(body);
        await inbox.Accept(
            new Intake(
                $"amqp-{mode?.ToString().ToLowerInvariant() ?? "unknown"}", sent.ContentType ?? "", mode == EventMode.Binary ? sent.Attributes : new Dictionary<string, string>(),
                body, mode == EventMode.Batch, (_, now) => Read(mode, sent, body, new EventTimes(now, options.MaxAhead)))
            {
                PublishedBy = sent.User is null ? "amqp" : $"amqp user {sent.User}",
            },
            context.CancellationToken);
    }

    private static IEnumerable<ReadItem> Read(EventMode? mode, AmqpProperties sent, MemoryStream body, EventTimes times)
    {
        body.Position = 0;
        return mode switch
        {
            null => throw new UnreadablePayloadException(EventModes.Unsupported("cloudEvents_ headers")),
            EventMode.Binary => [CloudEvents.ReadAmqpBinary(sent.Attributes, sent.ContentType, body, times)],
            _ => CloudEvents.ReadJson(body, mode == EventMode.Batch, times),
        };
    }
}
