using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Rebuild;
using MetricsPlatform.Kpi.States;
using MetricsPlatform.Tests.Integration.Fixtures;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Kpi;

/// <summary>Read models are dropped and rebuilt while the platform runs and answers.</summary>
[Collection(PostgresTests.Name)]
public sealed class RebuildTests(PostgresFixture postgres)
{
    private const string Path = "/v1/kpi/rebuild";

    /// <summary>What Correlation has.</summary>
    private static readonly ServiceRevised Right = Some.Revision("shop", 1, Some.Finding(1, title: "one"), Some.Finding(2, title: "two"));

    /// <summary>The same revision as Kpi holds it, because of a defect that is gone by now.</summary>
    private static readonly ServiceRevised Wrong = Some.Revision("shop", 1, Some.Finding(1, title: "one"), Some.Finding(2, gone: 1), Some.Finding(9));

    [Fact]
    public async Task Kpis_answer_and_are_right_before_during_and_after_a_rebuild_while_ingestion_goes_on()
    {
        var correlation = new CorrelationStub();
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync(), correlation);
        correlation.Log["shop"] = [Right];
        correlation.Log["api"] = [Some.Revision("api", 1, Some.Finding(3))];
        await kpi.Apply([Right, .. correlation.Log["api"]]);
        using var asking = new CancellationTokenSource();
        var answers = Ask(kpi, asking.Token);

        correlation.Hold();
        await Begin(kpi);
        await Eventually.Be(() => Task.FromResult(correlation.Asked.ToArray()), asked => asked.Contains(("shop", 0)) && asked.Contains(("api", 0)));
        // It is being filled; what comes now is in no answer.
        await Ingest(kpi, Some.Revision("shop", 2, Some.Finding(4)));
        Assert.Equal(4, await Open(kpi));
        correlation.Answering.SetResult();
        await Finished(kpi, "done");
        Assert.Equal(4, await Open(kpi));
        await Ingest(kpi, Some.Revision("api", 2, Some.Finding(3, gone: 2), Some.Finding(5), Some.Finding(6)));
        Assert.Equal(5, await Open(kpi));

        await asking.CancelAsync();
        Assert.Equal([3, 4, 5], (await answers).Distinct());
    }

    [Fact]
    public async Task A_rebuild_puts_right_what_memory_and_tables_hold_wrong()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var kpi = await WithWrongStates(database))
        {
            Assert.Equal(2, await Open(kpi));
            await Begin(kpi);
            var status = await Finished(kpi, "done");
            Assert.Equal((1, 1, 2), ((int)status["servicesDone"]!, (int)status["servicesTotal"]!, (int)status["findings"]!));
            Assert.NotNull(status["finished"]);
            Assert.Equal(["one", "two"], await Titles(kpi));
            Assert.Equal(HttpStatusCode.NotFound, (await kpi.Http.GetAsync($"/v1/findings/{Some.Id(9)}")).StatusCode);
        }
        await using var after = await KpiProcess.StartReady(database);
        Assert.Equal(["one", "two"], await Titles(after));
    }

    [Fact]
    public async Task Replicas_rebuild_one_at_a_time_and_all_show_what_was_rebuilt()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var one = await WithWrongStates(database);
        await using var other = await KpiProcess.StartReady(database, Having(Right));
        one.Correlation.Hold();
        await Begin(one);
        using (var refused = await other.Http.PostAsync(Path, null))
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        }
        Assert.Equal("running", (string?)(await other.Get(Path))["state"]);
        one.Correlation.Answering.SetResult();
        await Finished(other, "done");
        await Eventually.Be(() => Titles(other), titles => titles is ["one", "two"]);
        await Begin(other);
        await Finished(one, "done");
    }

    [Fact]
    public async Task A_rebuild_that_a_crash_interrupts_leaves_what_served_and_can_be_started_again()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var crashed = await WithWrongStates(database))
        {
            Assert.Equal("none", (string?)(await crashed.Get(Path))["state"]);
            crashed.Correlation.Hold();
            await Begin(crashed);
            await Eventually.Be(() => Task.FromResult(crashed.Correlation.Asked.Count), asked => asked > 0);
        }
        await using var kpi = await KpiProcess.StartReady(database, Having(Right));
        Assert.Equal(2, await Open(kpi));
        Assert.Equal("interrupted", (string?)(await kpi.Get(Path))["state"]);
        await Begin(kpi);
        await Finished(kpi, "done");
        Assert.Equal(["one", "two"], await Titles(kpi));
        Assert.Equal(0, await Scalar(database, "select count(*) from pg_namespace where nspname = 'kpi_next'"));
    }

    [Theory]
    [InlineData("drop schema kpi cascade")]
    [InlineData("drop table kpi.finding")]
    [InlineData("drop table kpi.service")]
    [InlineData("update kpi.generation set layout = 0")]
    public async Task Tables_that_are_dropped_while_kpi_runs_come_back_and_nobody_sees_other_figures(string damage)
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var kpi = await KpiProcess.StartReady(database, Having(Right)))
        {
            using var asking = new CancellationTokenSource();
            var answers = Ask(kpi, asking.Token);
            var before = await Generation(database);
            await Execute(database, damage);
            await Eventually.Be(() => Generation(database), now => now is not null && now != before);
            await Eventually.Be(() => Scalar(database, "select coalesce(max(applied), 0) from kpi.service"), applied => applied == 1);
            Assert.Equal(["one", "two"], await Titles(kpi));
            await asking.CancelAsync();
            Assert.Equal([2], (await answers).Distinct());
        }
        await using var after = await KpiProcess.StartReady(database);
        Assert.Equal(["one", "two"], await Titles(after));
    }

    [Fact]
    public async Task A_rebuild_whose_tables_are_dropped_begins_anew()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var kpi = await WithWrongStates(database);
        kpi.Correlation.Hold();
        await Begin(kpi);
        await Eventually.Be(() => Task.FromResult(kpi.Correlation.Asked.Count), asked => asked > 0);
        await Execute(database, "drop schema kpi_next cascade");
        kpi.Correlation.Answering.SetResult();
        await Finished(kpi, "done");
        Assert.Equal(["one", "two"], await Titles(kpi));
    }

    [Fact]
    public async Task A_reader_of_the_tables_is_waited_for_and_nobody_waits_with_it()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var kpi = await WithWrongStates(database);
        await using var backup = NpgsqlDataSource.Create(database);
        await using (var connection = await backup.OpenConnectionAsync())
        {
            await using var reading = await connection.BeginTransactionAsync();
            await using var read = new NpgsqlCommand("select count(*) from kpi.finding", connection);
            await read.ExecuteScalarAsync();
            await Begin(kpi);
            const string waiting = "select count(*) from pg_locks where not granted and mode = 'AccessExclusiveLock' and database = (select oid from pg_database where datname = current_database())";
            await Eventually.Be(() => Scalar(database, waiting), count => count > 0);
            await Ingest(kpi, Some.Revision("shop", 2, Some.Finding(4, title: "four")));
            Assert.Equal("running", (string?)(await kpi.Get(Path))["state"]);
        }
        await Finished(kpi, "done");
        Assert.Equal(["four", "one", "two"], (await Titles(kpi)).Order());
    }

    [Fact]
    public async Task Correlation_that_was_put_back_to_an_earlier_state_is_believed()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync(), Having(Right));
        await kpi.Apply(Some.Revision("shop", 2, Some.Finding(4)), Some.Revision("gone", 1, Some.Finding(5)));
        Assert.Equal(4, await Open(kpi));
        await Begin(kpi);
        await Finished(kpi, "done");
        Assert.Equal(["one", "two"], await Titles(kpi));
    }

    [Fact]
    public async Task Daily_reports_outlive_a_rebuild()
    {
        await using var kpi = await WithWrongStates(await postgres.CreateDatabaseAsync());
        var reported = await Eventually.Be(() => Days(kpi), days => days.Length > 2);
        await Begin(kpi);
        await Finished(kpi, "done");
        Assert.Equal(reported, await Days(kpi));

        static async Task<string> Days(KpiProcess kpi) => (await kpi.Get("/v1/kpis/daily"))["items"]!.ToJsonString();
    }

    [Fact]
    public async Task The_command_rebuilds_and_shows_how_far_it_is()
    {
        await using var kpi = await WithWrongStates(await postgres.CreateDatabaseAsync());
        using var said = new StringWriter();
        var console = new InvocationConfiguration { Output = said, Error = said };
        var code = await KpiCommand.RunAsync(["rebuild", "--url", kpi.Http.BaseAddress!.ToString()], console);
        Assert.True(code == 0, said.ToString());
        Assert.Contains("1 of 1 services, 2 findings", said.ToString(), StringComparison.Ordinal);
        Assert.Equal(["one", "two"], await Titles(kpi));
        Assert.Equal(1, await KpiCommand.RunAsync(["rebuild", "--url", "http://127.0.0.1:1"], console));
        Assert.Contains("http://127.0.0.1:1/ does not answer", said.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await KpiCommand.RunAsync(["rebuild", "--url", "localhost"], console));
        Assert.Contains("not 'localhost'", said.ToString(), StringComparison.Ordinal);
    }

    private static CorrelationStub Having(ServiceRevised revision) => new() { Log = { [revision.Service] = [revision] } };

    private static async Task<KpiProcess> WithWrongStates(string database)
    {
        var kpi = await KpiProcess.StartReady(database);
        await kpi.Apply(Wrong);
        kpi.Correlation.Log["shop"] = [Right];
        return kpi;
    }

    /// <summary>A revision, in Correlation's log and published.</summary>
    private static Task Ingest(KpiProcess kpi, ServiceRevised revision)
    {
        kpi.Correlation.Log[revision.Service] = [.. kpi.Correlation.Log[revision.Service], revision];
        return kpi.Apply(revision);
    }

    private static async Task Begin(KpiProcess kpi)
    {
        using var begun = await kpi.Http.PostAsync(Path, null);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        Assert.Equal(Path, begun.Headers.Location?.OriginalString);
    }

    private static Task<JsonNode> Finished(KpiProcess kpi, string state) =>
        Eventually.Be(() => kpi.Get(Path), status => (string?)status["state"] == state);

    /// <summary>Asks for the figures of everything again and again.</summary>
    /// <returns>Open findings, as every answer told them.</returns>
    private static async Task<List<int>> Ask(KpiProcess kpi, CancellationToken enough)
    {
        var seen = new List<int>();
        while (!enough.IsCancellationRequested)
        {
            seen.Add(await Open(kpi));
        }
        return seen;
    }

    private static async Task<int> Open(KpiProcess kpi) => (await kpi.Get("/v1/kpis"))["backlog"]!.AsArray().Sum(row => (int)row!["open"]!);

    private static async Task<string[]> Titles(KpiProcess kpi) =>
        [.. (await kpi.Get("/v1/findings?state=all"))["items"]!.AsArray().Select(item => (string?)item!["title"] ?? "")];

    private static async Task Execute(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <returns>Null: there are no tables (of this layout).</returns>
    private static async Task<Guid?> Generation(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        return await new KpiSchema(source).Find(default);
    }

    private static async Task<long> Scalar(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }
}
