using System.Text;
using System.Text.Json.Nodes;
using MetricsPlatform.Tests.EndToEnd.Driver;
using RabbitMQ.Client;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

/// <summary>What RabbitMQ delivers and nobody can use ends in the list, wherever it lay.</summary>
[Collection(ApartTests.Name)]
public sealed class DeadLetterTests(ApartFixture platform)
{
    [Theory]
    [InlineData("correlation-3")]
    [InlineData("correlation-states")]
    [InlineData("kpi-states-1")]
    [InlineData("ingestion-acks")]
    public async Task Bytes_that_are_no_message_are_kept_with_their_queue_and_go_there_again(string queue)
    {
        var body = $"{{ not one of ours: {Guid.NewGuid()} }}";
        await Publish(queue, body);

        var letter = await Letter(body);
        Assert.Equal(("message", "unreadable", queue), ((string?)letter["kind"], (string?)letter["error"]!["reason"], (string?)letter["message"]!["queue"]));

        var again = await platform.Client.Post($"/v1/dead-letters/{letter["id"]}/redrive", "application/json", "");
        Assert.Equal(202, again.Status);
        await Letter(body, after: (long)letter["id"]!);
    }

    [Fact]
    public async Task A_message_whose_every_delivery_ended_with_the_process_is_not_delivered_for_ever()
    {
        var body = $"{{ the end of whoever reads it: {Guid.NewGuid()} }}";

        await Publish("correlation-3", body, new() { ["x-delivery-count"] = 50L });   // as a quorum queue counts

        Assert.Equal("delivered_too_often", (string?)(await Letter(body))["error"]!["reason"]);
    }

    private async Task<JsonNode> Letter(string body, long after = 0)
    {
        var letters = await Eventually.Be(
            async () => (await platform.Client.Get("/v1/dead-letters?kind=message&limit=200")).Body["items"]!.AsArray().Where(l => (string?)l!["excerpt"] == body && (long)l["id"]! > after).ToList(),
            found => found.Count > 0);
        return letters[0]!;
    }

    private async Task Publish(string queue, string body, Dictionary<string, object?>? headers = null)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(platform.Bus) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", Persistent = true, Headers = headers };
        await channel.BasicPublishAsync(exchange: "", routingKey: queue, mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }
}
