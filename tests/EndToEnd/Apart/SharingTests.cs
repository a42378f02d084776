using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

/// <summary>Work is shared, though RabbitMQ would give all of it to the replica that came first.</summary>
[Collection(ApartTests.Name)]
public sealed class SharingTests(ApartFixture platform)
{
    [Fact]
    public async Task Replicas_of_correlation_take_half_of_the_partitions_each()
    {
        var day = 0;
        await Eventually.Be(
            async () =>
            {
                await platform.Client.PostBatch(Enumerable.Range(0, 64).Select(service => Events.Deployment(
                    $"{service}/{day}", DateTimeOffset.UtcNow.AddMinutes(-++day), $"shared-{service}", $"1.{day}", "c1")));
                return await Task.WhenAll(platform.Correlation.Select(replica => replica.Gauge("devsecops_partitions_active")));
            },
            active => active is [4, 4],
            step: TimeSpan.FromMilliseconds(200));
    }
}
