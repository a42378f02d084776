namespace MetricsPlatform.Ingestion.Amqp;

/// <summary>A message of somebody who publishes over AMQP, unread.</summary>
/// <param name="Body">The bytes that were sent.</param>
public sealed record InboxMessage(byte[] Body);
