using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;
using MassTransit;
using MassTransit.Context;
using MassTransit.Serialization;

namespace MetricsPlatform.Ingestion.Amqp;

/// <summary>Takes every message for an <see cref="InboxMessage"/>, whatever it holds: whether it can be read is the inbox's business.</summary>
internal sealed class BytesSerialization : ISerializerFactory, IMessageDeserializer
{
    /// <summary>Something must be there to write messages with, and this endpoint sends none.</summary>
    private static readonly CopyBodySerializer Nothing = new(new ContentType(MediaTypeNames.Application.Octet), new BytesMessageBody([]));

    public ContentType ContentType => Nothing.ContentType;

    public IMessageDeserializer CreateDeserializer() => this;

    public IMessageSerializer CreateSerializer() => Nothing;

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        new BytesContext(new RawMessageContext(headers, destinationAddress, RawSerializerOptions.AnyMessageType), body.GetBytes());

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public void Probe(ProbeContext context) => context.CreateScope("bytes");

    private sealed class BytesContext(MessageContext message, byte[] body)
        : BaseSerializerContext(SystemTextJsonMessageSerializer.Instance, message, [MessageUrn.ForTypeString<InboxMessage>()])
    {
        public override bool TryGetMessage<T>([NotNullWhen(true)] out T? message)
            where T : class => (message = new InboxMessage(body) as T) is not null;

        public override bool TryGetMessage(Type messageType, [NotNullWhen(true)] out object? message) =>
            (message = messageType == typeof(InboxMessage) ? new InboxMessage(body) : null) is not null;

        public override IMessageSerializer GetMessageSerializer() => Nothing;

        public override IMessageSerializer GetMessageSerializer<T>(MessageEnvelope envelope, T message) => GetMessageSerializer();

        public override IMessageSerializer GetMessageSerializer(object message, string[] messageTypes) => GetMessageSerializer();

        public override Dictionary<string, object> ToDictionary<T>(T? message)
            where T : class => [];
    }
}
