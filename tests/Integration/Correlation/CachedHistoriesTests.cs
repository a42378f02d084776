using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Correlation;

[Collection(PostgresTests.Name)]
public sealed class CachedHistoriesTests(PostgresFixture postgres)
{
    [Fact]
    public async Task No_more_results_are_kept_in_memory_than_there_is_room_for_and_what_was_let_go_is_known_when_it_comes_again()
    {
        const int Room = 20;
        const int EachLists = 4;
        var services = Enumerable.Range(0, 40).Select(number => $"shop-{number}").ToList();
        await using var correlation = await CorrelationProcess.Start(await postgres.CreateDatabaseAsync(), cachedResults: Room);

        foreach (var service in services)
        {
            var first = await correlation.Correlator.Correlate(CorrelationProcess.Scan(service, day: 1, EachLists), CancellationToken.None);
            Assert.Equal((EachLists, 0), (first!.Outcome.New, first.Outcome.Unchanged));
        }
        await Eventually.Be(() => Task.FromResult(correlation.Histories.Results), kept => kept is > 0 and <= Room);

        foreach (var service in services)
        {
            var again = await correlation.Correlator.Correlate(CorrelationProcess.Scan(service, day: 2, EachLists), CancellationToken.None);
            Assert.Equal((0, EachLists), (again!.Outcome.New, again.Outcome.Unchanged));
        }
        await Eventually.Be(() => Task.FromResult(correlation.Histories.Results), kept => kept is > 0 and <= Room);
    }
}
