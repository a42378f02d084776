using MetricsPlatform.Tests.Integration.Fixtures;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Correlation;

[Collection(PostgresTests.Name)]
public sealed class PublisherTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_fact_that_cannot_be_read_stops_the_publisher_and_ready_says_why_until_it_is_mended()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var before = await CorrelationProcess.Start(database);
        await before.Correlator.Correlate(CorrelationProcess.Deployment("shop", "1.0"), CancellationToken.None);
        await before.DisposeAsync();
        await Execute(database, "update correlation.mt_events set data = data || '{\"touched\": \"not a set\"}' where type = 'revision_made'");
        await Execute(database, "delete from correlation.mt_event_progression where name = 'revisions:All'");

        var ear = new RevisionEar();
        await using var correlation = await CorrelationProcess.Start(database, ear);
        await Eventually.Be(async () => await (await correlation.Http.GetAsync("/health/ready")).Content.ReadAsStringAsync(), text => text.Contains("No revision after event", StringComparison.Ordinal));
        Assert.Empty(ear.Heard);

        await Execute(database, "update correlation.mt_events set data = data || '{\"touched\": \"\"}' where type = 'revision_made'");
        await Eventually.Be(() => Task.FromResult(ear.Heard.Count), heard => heard > 0);
        await Eventually.Be(() => correlation.Http.GetAsync("/health/ready"), answer => answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_publisher_that_finds_the_work_done_by_another_one_goes_on_when_it_leads_again()
    {
        var database = await postgres.CreateDatabaseAsync();
        var ear = new RevisionEar();
        await using var correlation = await CorrelationProcess.Start(database, ear);
        await correlation.Correlator.Correlate(CorrelationProcess.Deployment("shop", "1.0"), CancellationToken.None);
        await Eventually.Be(() => Task.FromResult(ear.Heard.Count), heard => heard == 1);

        // As another one leaves it that led meanwhile.
        await Eventually.Be(() => Execute(database, "update correlation.mt_event_progression set last_seq_id = last_seq_id - 1 where name = 'revisions:All' and last_seq_id > 0"), rows => rows == 1);
        await correlation.Correlator.Correlate(CorrelationProcess.Deployment("ledger", "1.0"), CancellationToken.None);

        await Eventually.Be(async () => await Execute(database, "update correlation.mt_event_progression set name = name where name = 'revisions:All' and last_seq_id = (select max(seq_id) from correlation.mt_events)"), rows => rows == 1);
        Assert.Contains(ear.Heard, heard => heard.Service == "ledger");
        await Eventually.Be(() => correlation.Http.GetAsync("/health/ready"), answer => answer.IsSuccessStatusCode);
    }

    private static async Task<int> Execute(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }
}
