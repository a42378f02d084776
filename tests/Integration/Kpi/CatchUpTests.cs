using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts;
using MetricsPlatform.Tests.Integration.Fixtures;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Kpi;

[Collection(PostgresTests.Name)]
public sealed class CatchUpTests(PostgresFixture postgres)
{
    private static readonly ServiceRevised[] Log =
    [
        Some.Revision("shop", 1, Some.Finding(1, title: "1 at 1"), Some.Finding(2, title: "2 at 1")) with { Releases = [Some.Release("1.0", 1)] },
        Some.Revision("shop", 2, Some.Finding(1, Severity.Low, title: "1 at 2"), Some.Finding(3, title: "3 at 2")),
        Some.Revision("shop", 3, Some.Finding(4, title: "4 at 3")) with { Tombstones = [new(Some.Id(2), Some.Id(3))] },
        Some.Revision("shop", 4) with { Tombstones = [new(Some.Id(4), null)], Releases = [Some.Release("1.0", 1, "F-1"), Some.Release("1.1", 2)] },
        Some.Revision("shop", 5, Some.Finding(2, Severity.Critical, title: "2 at 5")),
        Some.Revision("shop", 6, Some.Finding(3, Severity.Medium, title: "3 at 6")) with { Scopes = [Some.Scope("trivy", FindingKind.Dependency)] },
    ];

    private static readonly string[] Expected = ["2 at 5", "3 at 6", "1 at 2"];

    [Fact]
    public async Task Any_order_and_any_repetition_of_revisions_shows_the_same_states()
    {
        var correlation = new CorrelationStub();
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync(), correlation);
        int[][] orders = [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [2, 2, 5, 0, 0, 1, 5, 4, 3, 1], [1, 3, 5, 0, 2, 4, 0, 1]];
        for (var i = 0; i < orders.Length; i++)
        {
            var service = $"shop-{i}";
            var log = Log.Select(r => OfService(r, service, i)).ToArray();
            correlation.Log[service] = log;
            await kpi.Apply([.. orders[i].Select(revision => log[revision])]);
            Assert.Equal(Expected, await Titles(kpi, service));
        }
    }

    [Fact]
    public async Task A_revision_in_parts_shows_when_its_last_part_is_in_whatever_their_order()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync());
        var parts = Enumerable.Range(0, 3)
            .Select(p => new ServiceRevised("shop", 0, 1, p, 3, [Some.Finding(p, title: $"part {p}")], [], [], [], [], [])).ToArray();
        await kpi.Deliver(parts[2], parts[0], parts[2]);
        await kpi.Apply(Some.Revision("other", 1));   // the same queue: what was sent before has been taken in
        Assert.Empty((await kpi.Get("/v1/findings"))["items"]!.AsArray());
        await kpi.Apply(parts[1]);
        Assert.Equal(["part 0", "part 1", "part 2"], await Titles(kpi, "shop"));
    }

    [Fact]
    public async Task A_lost_revision_is_asked_for_and_heals()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync());
        kpi.Correlation.Log["shop"] = Log;
        await kpi.Apply(Log[0]);
        await kpi.Apply(Log[^1]);
        Assert.Contains(("shop", 1), kpi.Correlation.Asked);
        Assert.Equal(Expected, await Titles(kpi, "shop"));
    }

    [Fact]
    public async Task Kpi_is_not_ready_before_it_shows_what_correlation_has()
    {
        var correlation = new CorrelationStub { Log = { ["shop"] = Log } };
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync(), correlation);
        Assert.Equal(Expected, await Titles(kpi, "shop"));
        Assert.Equal(6, correlation.Applied["shop"]);
    }

    [Fact]
    public async Task Few_services_are_asked_for_at_a_time_so_that_what_is_published_meanwhile_does_not_wait()
    {
        var correlation = new CorrelationStub();
        foreach (var number in Enumerable.Range(0, 10))
        {
            correlation.Log[$"service-{number}"] = [Some.Revision($"service-{number}", 1, Some.Finding(number))];
        }
        correlation.Hold();
        await using var kpi = await KpiProcess.Start(await postgres.CreateDatabaseAsync(), correlation);
        await Eventually.Be(() => Task.FromResult(correlation.Asked.Count), asked => asked >= 4);
        await kpi.Apply(Some.Revision("other", 1, Some.Finding(99)));
        Assert.Equal(4, correlation.Asked.Count);
        correlation.Answering.SetResult();
        await kpi.Ready();
        Assert.Equal(10, correlation.Asked.Distinct().Count());
    }

    [Fact]
    public async Task A_service_whose_answer_is_lost_keeps_no_other_waiting_and_is_asked_for_again()
    {
        var (correlation, clock) = (new CorrelationStub(), new Watch());
        foreach (var number in Enumerable.Range(0, 6))
        {
            correlation.Log[$"service-{number}"] = [Some.Revision($"service-{number}", 1, Some.Finding(number))];
            correlation.Lost[$"service-{number}"] = true;
        }
        await using var kpi = await KpiProcess.Start(await postgres.CreateDatabaseAsync(), correlation, clock: clock);
        await Eventually.Be(() => Task.FromResult(correlation.Asked.Count), asked => asked == 4);
        clock.Forward(TimeSpan.FromSeconds(11));
        correlation.Lost.Clear();
        await kpi.Apply(Some.Revision("other", 1, Some.Finding(99)));
        await kpi.Ready();
        Assert.Equal(6, correlation.Asked.Distinct().Count());
    }

    [Fact]
    public async Task A_restart_keeps_what_was_shown_and_asks_only_for_what_is_new()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var before = await KpiProcess.StartReady(database))
        {
            await before.Apply(Log[..5]);
        }
        var correlation = new CorrelationStub { Log = { ["shop"] = Log } };
        await using var after = await KpiProcess.StartReady(database, correlation);
        Assert.Equal([("shop", 5)], correlation.Asked);
        Assert.Equal(Expected, await Titles(after, "shop"));
    }

    [Fact]
    public async Task A_dropped_schema_is_rebuilt_at_the_next_start()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var before = await KpiProcess.StartReady(database))
        {
            await before.Apply(Log);
        }
        await Drop(database);
        await using var after = await KpiProcess.StartReady(database, new CorrelationStub { Log = { ["shop"] = Log } });
        Assert.Equal(Expected, await Titles(after, "shop"));
    }

    [Fact]
    public async Task A_schema_dropped_while_kpi_runs_is_rebuilt_with_the_next_revision()
    {
        var database = await postgres.CreateDatabaseAsync();
        var correlation = new CorrelationStub { Log = { ["shop"] = Log[..5] } };
        await using (var kpi = await KpiProcess.StartReady(database, correlation))
        {
            await Drop(database);
            correlation.Log["shop"] = Log;
            await kpi.Apply(Log[5]);
            Assert.Equal(Expected, await Titles(kpi, "shop"));
        }
        await using var after = await KpiProcess.StartReady(database);
        Assert.Equal(Expected, await Titles(after, "shop"));
    }

    [Fact]
    public async Task A_persisted_state_that_cannot_be_read_is_asked_for_anew()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var before = await KpiProcess.StartReady(database))
        {
            await before.Apply(Log);
        }
        await Execute(database, "update kpi.finding set facts = '{\"kind\": \"of another version\"}' where facts is not null");
        await using (var repaired = await KpiProcess.StartReady(database, new CorrelationStub { Log = { ["shop"] = Log } }))
        {
            Assert.Equal(Expected, await Titles(repaired, "shop"));
        }
        await using var after = await KpiProcess.StartReady(database);
        Assert.Equal(Expected, await Titles(after, "shop"));
    }

    [Fact]
    public async Task Whoever_asks_is_told_how_far_the_figures_are()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var before = await KpiProcess.StartReady(database))
        {
            await before.Apply(Log);
        }
        await using var after = await KpiProcess.StartReady(database);
        await after.Ask("shop");
        await after.Applied("shop", 6);
    }

    private static async Task<string[]> Titles(KpiProcess kpi, string service) =>
        [.. (await kpi.Get($"/v1/findings?service={service}&state=all"))["items"]!.AsArray().Select(i => (string)i!["title"]!)];

    /// <summary>The same revision of another service, whose ids are its own.</summary>
    private static ServiceRevised OfService(ServiceRevised revision, string service, int number) => revision with
    {
        Service = service,
        Findings = [.. revision.Findings.Select(f => f with { Id = f.Id[..^4] + $"{number:x4}"[..3] + f.Id[^1] })],
        Tombstones = [.. revision.Tombstones.Select(t => t with { Id = t.Id[..^4] + $"{number:x4}"[..3] + t.Id[^1] })],
    };

    /// <summary>A clock that can be put forward; timers run as ever.</summary>
    private sealed class Watch : TimeProvider
    {
        private TimeSpan ahead;

        public void Forward(TimeSpan time) => ahead += time;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }

    private static Task Drop(string database) => Execute(database, "drop schema kpi cascade");

    private static async Task Execute(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
