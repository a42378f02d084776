using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MetricsPlatform.Tests.EndToEnd.Driver;
using RabbitMQ.Client;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

/// <summary>Publishers that speak AMQP and know nothing of the platform but its exchange (docs/amqp.md).</summary>
[Collection(ApartTests.Name)]
public sealed class AmqpInboxTests(ApartFixture platform)
{
    private readonly string service = $"amqp-{Guid.NewGuid():N}";

    [Fact]
    public async Task An_event_in_structured_mode_is_in_the_figures()
    {
        await Publish("application/cloudevents+json", Event("1"));
        await Publish("application/cloudevents+json", Event("1"));   // a publisher that saw no confirmation sends it again

        await Deployments(1);
    }

    [Theory]
    [InlineData("cloudEvents_")]
    [InlineData("cloudEvents:")]
    public async Task So_is_one_whose_attributes_are_headers(string prefix)
    {
        await Publish("application/json", $$"""{ "service": "{{service}}", "version": "1.0" }""", new()
        {
            [prefix + "specversion"] = "1.0", [prefix + "id"] = service, [prefix + "source"] = "/amqp", [prefix + "type"] = "metricsplatform.release.deployed.v1",
            [prefix + "time"] = "2026-01-05T10:00:00Z",
        });

        await Deployments(1);
    }

    [Fact]
    public async Task Of_a_batch_the_good_ones_are_taken_and_the_others_are_dead_letters_with_their_place()
    {
        await Publish("application/cloudevents-batch+json", $"[{Event("1")}, {Event("2").Replace("\"version\"", "\"verison\"", StringComparison.Ordinal)}]");

        await Deployments(1);
        var letter = await Letter(l => (string?)l["eventId"] == $"{service}-2");
        Assert.Equal(
            ("refused", "missing_field", "/1/data/version", "amqp"),
            ((string?)letter["kind"], (string?)letter["error"]!["reason"], (string?)letter["error"]!["pointer"], (string?)letter["publishedBy"]));
        Assert.Contains("verison", (string?)letter["excerpt"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "{ \"broken\": ", "invalid_json")]
    [InlineData("text/plain", "good morning", "unsupported_media_type")]
    public async Task What_cannot_be_read_is_a_dead_letter_and_holds_up_nothing(string contentType, string start, string reason)
    {
        var body = $"{start} {service}";
        await Publish(contentType, body);
        await Publish("application/cloudevents+json", Event("1"));

        await Deployments(1);
        Assert.Equal(reason, (string?)(await Letter(l => (string?)l["excerpt"] == body))["error"]!["reason"]);
    }

    private Task<int> Deployments(int count) => Eventually.Be(
        async () => (await platform.Client.Get($"/v1/releases?service={service}")).Body["items"]?.AsArray().Count ?? 0, seen => seen == count);

    private async Task<JsonNode> Letter(Func<JsonNode, bool> wanted)
    {
        var letters = await Eventually.Be(
            async () => (await platform.Client.Get("/v1/dead-letters?kind=refused&limit=200")).Body["items"]!.AsArray().Where(l => wanted(l!)).ToList(), found => found.Count > 0);
        return letters[0]!;
    }

    private string Event(string id) => JsonSerializer.Serialize(new
    {
        specversion = "1.0", id = $"{service}-{id}", source = "/amqp", type = "metricsplatform.release.deployed.v1", time = "2026-01-05T10:00:00Z",
        data = new { service, version = "1.0" },
    });

    private async Task Publish(string contentType, string body, Dictionary<string, object?>? headers = null)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(platform.Bus) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties { ContentType = contentType, Persistent = true, Headers = headers };
        await channel.BasicPublishAsync("metricsplatform.inbox", "any.key", mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }
}
