using System.Globalization;
using System.Text;
using MassTransit;
using RabbitMQ.Client;

namespace MetricsPlatform.Ingestion.Amqp;

/// <summary>What stands beside a message's body.</summary>
/// <param name="Attributes">Headers that hold attributes of an event (CloudEvents 1.0, AMQP binding §3.1.3).</param>
/// <param name="User">Who sent it, if the message says so: the broker has checked it.</param>
internal sealed record AmqpProperties(string? ContentType, IReadOnlyDictionary<string, string> Attributes, string? User)
{
    private const string Prefix = "cloudEvents";

    public static AmqpProperties Of(ReceiveContext received)
    {
        var properties = received.GetPayload<RabbitMqBasicConsumeContext>().Properties;
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in properties.Headers ?? new Dictionary<string, object?>())
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && name.Length > Prefix.Length && name[Prefix.Length] is '_' or ':' && TextOf(value) is { } text)
            {
                attributes[name] = text;
            }
        }
        return new(properties.ContentType, attributes, properties.UserId);
    }

    /// <summary>Texts come as bytes; a time may come as AMQP's own.</summary>
    private static string? TextOf(object? value) => value switch
    {
        null => null,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        AmqpTimestamp time => DateTimeOffset.FromUnixTimeSeconds(time.UnixTime).ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
