using MetricsPlatform.Tests.Integration.Fixtures;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Correlation;

[Collection(PostgresTests.Name)]
public sealed class RaceTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Two_replicas_that_work_on_one_service_at_once_record_each_event_once_in_revisions_without_gaps()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var one = await CorrelationProcess.Start(database);
        await using var other = await CorrelationProcess.Start(database);
        var services = Enumerable.Range(0, 10).Select(number => $"shop-{number}").ToList();

        // Both hear everything, in opposite order: first of all both create the stream, then they meet in the middle.
        var versions = Enumerable.Range(0, 20).Select(number => $"1.{number}").ToList();
        await Task.WhenAll(services.SelectMany(service => new[]
        {
            InTurn(versions, version => one.Correlator.Correlate(CorrelationProcess.Deployment(service, version), CancellationToken.None)),
            InTurn(versions.AsEnumerable().Reverse(), version => other.Correlator.Correlate(CorrelationProcess.Deployment(service, version), CancellationToken.None)),
        }));

        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            """
            select stream_id, count(distinct data ->> 'id')::int, count(*)::int, min((data ->> 'revision')::int), max((data ->> 'revision')::int)
            from correlation.mt_events where type = 'revision_made' group by stream_id
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var streams = 0;
        while (await reader.ReadAsync())
        {
            Assert.Equal((versions.Count, versions.Count, 1, versions.Count), (reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4)));
            streams++;
        }
        Assert.Equal(services.Count, streams);
    }

    private static async Task InTurn(IEnumerable<string> versions, Func<string, Task> correlate)
    {
        foreach (var version in versions)
        {
            await correlate(version);
        }
    }
}
