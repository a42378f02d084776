using System.Net.Sockets;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

public sealed class StartAloneTests
{
    [Fact]
    public async Task Services_start_without_their_database_and_broker_and_work_when_those_come()
    {
        var deployment = Events.Deployment("1", DateTimeOffset.UtcNow.AddDays(-1), "shop", "1.0", "c1");
        await using var platform = await ApartPlatform.StartAlone();
        foreach (var replica in platform.All)
        {
            await Eventually.Be(() => Health(replica, "live"), live => live?.Status == 200);
            var ready = await Eventually.Be(() => Health(replica, "ready"), ready => ready?.Status == 503);
            Assert.StartsWith("PostgreSQL does not answer", (string?)ready!.Body["checks"]!["postgres"]!["reason"], StringComparison.Ordinal);
            Assert.StartsWith("RabbitMQ at 127.0.0.1", (string?)ready.Body["checks"]!["bus"]!["reason"], StringComparison.Ordinal);
        }
        var refused = await platform.Client.Post(deployment);
        Assert.Equal((503, "5"), (refused.Status, refused.RetryAfter));
        Assert.Equal(503, (await platform.Client.Get("/v1/kpis")).Status);

        await platform.Postgres.Start();
        var accepted = await Eventually.Be(() => platform.Client.Post(deployment), answer => answer.Status == 202);
        Assert.Equal("accepted", (string?)accepted.Body["status"]);

        await platform.Rabbit.Start();
        await platform.Client.Processed(accepted.Id);
        await platform.Ready();
        Assert.Single((await platform.Client.Get("/v1/releases?service=shop")).Body["items"]!.AsArray());
    }

    private static async Task<Answer?> Health(Replica replica, string what)
    {
        try
        {
            return await replica.Client.Get($"/health/{what}");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            return null;   // it does not listen yet
        }
    }
}
