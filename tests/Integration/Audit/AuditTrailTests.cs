using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Audit;
using MetricsPlatform.Tests.Integration.Access;
using MetricsPlatform.Tests.Integration.Fixtures;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Audit;

[Collection(PostgresTests.Name)]
public sealed class AuditTrailTests(PostgresFixture postgres) : IAsyncLifetime, IAsyncDisposable
{
    private readonly LockedPlatform platform = new(postgres);

    public Task InitializeAsync() => platform.InitializeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task Decisions_are_on_record_with_who_sent_and_who_made_them_and_a_repeat_is_none()
    {
        await platform.Publish(platform.Key, Decision("d-1", "alice"));
        await platform.Publish(platform.Key, Decision("d-1", "alice"), Retirement("r-1"));
        using var answer = await platform.Send(HttpMethod.Post, $"/v1/findings/{platform.ShopFinding}/triage", platform.Key,
            JsonContent.Create(new { decision = "false_positive", justification = "not reachable" }));
        Assert.Equal(202, (int)answer.StatusCode);

        var lines = (await Audit("list")).Output.Split('\n').Where(line => line.Contains("retired", StringComparison.Ordinal) || line.Contains("triaged", StringComparison.Ordinal)).ToList();

        Assert.Equal(3, lines.Count);
        Assert.Contains("seed for alice  finding.triaged  shop  {\"decision\":\"risk_accepted\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"id\":\"d-1\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("seed  service.retired  old  {", lines[1], StringComparison.Ordinal);
        Assert.Contains("seed for seed  finding.triaged  shop  {\"decision\":\"false_positive\"", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("reachable", string.Concat(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_to_keys_and_figures_is_on_record()
    {
        var administrator = await platform.KeyFor(Scope.Administer);
        var id = administrator.Split('_')[1];
        using var rebuild = await platform.Send(HttpMethod.Post, "/v1/kpi/rebuild", administrator);
        Assert.Equal(202, (int)rebuild.StatusCode);
        await platform.Keys.Revoke(id, default);

        var list = (await Audit("list")).Output;

        var name = Assert.Single(await platform.Keys.List(null, default), key => key.Id == id).Name;
        Assert.Contains($"{Environment.UserName} for {name}  key.created  {id}  {{\"scopes\":[\"administer\"],\"services\":null", list, StringComparison.Ordinal);
        Assert.Contains($"{name}  kpi.rebuilt  ", list, StringComparison.Ordinal);
        Assert.Contains($"{Environment.UserName} for {name}  key.revoked  {id}", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_senders_at_once_each_decision_has_its_place()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => platform.Publish(platform.Key, Decision($"a-{i}", $"person {i % 3}"), Decision($"b-{i}", "bob"))));

        var (exit, said, _) = await Audit("verify");

        Assert.Equal(0, exit);
        Assert.Equal(40, (await Audit("list")).Output.Split('\n').Count(line => line.Contains("finding.triaged", StringComparison.Ordinal)));
        Assert.Contains("records, whole. Note this elsewhere: ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trail_cannot_be_changed_and_who_can_all_the_same_is_seen()
    {
        await platform.Publish(platform.Key, Decision("d-1", "alice"), Decision("d-2", "alice"));
        var head = (await Audit("verify")).Output.Split(' ')[^1].Trim();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Run("update audit.record set subject = 'web' where action = 'finding.triaged'"));
        Assert.Equal("The audit trail is only added to.", refused.MessageText);
        await Assert.ThrowsAsync<PostgresException>(() => Run("truncate audit.record"));
        Assert.Equal(0, (await Audit("verify", "--noted", head)).Exit);

        var last = long.Parse(head.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture);
        await Run($"alter table audit.record disable trigger all; update audit.record set detail = '{{}}' where seq = {last - 1}");
        Assert.Equal((1, $"Record {last - 1} is not what was recorded, or a record before it is not.\n"), ErrorOf(await Audit("verify")));
        await Run($"delete from audit.record where seq >= {last - 1}");
        Assert.Equal(0, (await Audit("verify")).Exit);
        Assert.Equal((1, $"The trail ends with record {last - 2}, and record {last} was noted: its end was cut off.\n"), ErrorOf(await Audit("verify", "--noted", head)));
    }

    [Fact]
    public async Task A_name_is_taken_out_and_the_trail_stays_whole()
    {
        await platform.Publish(platform.Key, Decision("d-1", "alice"));
        var head = (await Audit("verify")).Output.Split(' ')[^1].Trim();

        Assert.Equal((1, "Nobody is called 'carol' here.\n"), ErrorOf(await Audit("forget", "--name", "carol")));
        Assert.Equal(0, (await Audit("forget", "--name", "alice")).Exit);

        Assert.DoesNotContain("alice", (await Audit("list")).Output, StringComparison.Ordinal);
        Assert.Contains("person.forgotten", (await Audit("list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Audit("verify", "--noted", head)).Exit);
        await using var stored = platform.Database.CreateCommand("select string_agg(r::text, '') || (select string_agg(p::text, '') from audit.person p) from audit.record r");
        Assert.DoesNotContain("alice", (string)(await stored.ExecuteScalarAsync())!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_taken_out_of_what_is_known_of_findings_and_figures_stay()
    {
        var finding = $"/v1/findings/{platform.ShopFinding}";
        await platform.Publish(platform.Key, Decision("d-1", "alice"), Ticket("t-1", "alice"), Decision("d-2", "bob"), Withdrawal("w-1", "alice"));
        await Eventually.Be(() => platform.Get(finding, platform.Key), a => $"{a.Body}".Contains("bob", StringComparison.Ordinal) && $"{a.Body}".Contains("SEC-1", StringComparison.Ordinal));
        var before = await platform.Get(finding, platform.Key);
        var figures = await Figures();

        var (exit, said, _) = await Audit("forget", "--name", "alice");

        Assert.Equal(0, exit);
        var pseudonym = said.Trim().TrimEnd('.').Split(' ')[^1];
        Assert.Equal($"Forgotten; the trail and 3 events name them {pseudonym}.\n", said);
        var after = await Eventually.Be(() => platform.Get(finding, platform.Key), a => !$"{a.Body}".Contains("alice", StringComparison.Ordinal));
        Assert.Equal($"{before.Body["events"]}".Replace("alice", pseudonym, StringComparison.Ordinal), $"{after.Body["events"]}");
        Assert.Equal(figures, await Figures());
        await using var stored = platform.Database.CreateCommand("select count(*) from correlation.mt_events where data::text like '%alice%'");
        Assert.Equal(0L, await stored.ExecuteScalarAsync());

        // Who forgets once more finds nobody, and what comes later is told from what is stored now.
        Assert.Equal(1, (await Audit("forget", "--name", "alice")).Exit);
        await platform.Publish(platform.Key, Decision("d-3", "carol"));
        var later = await Eventually.Be(() => platform.Get(finding, platform.Key), a => $"{a.Body}".Contains("carol", StringComparison.Ordinal));
        Assert.Contains(pseudonym, $"{later.Body}", StringComparison.Ordinal);
        Assert.DoesNotContain("alice", $"{later.Body}", StringComparison.Ordinal);
    }

    private async Task<string> Figures()
    {
        var report = (await platform.Get("/v1/kpis?at=2026-02-01", platform.Key)).Body.AsObject();
        report.Remove("computedAt");
        return report.ToJsonString();
    }

    private async Task<(int Exit, string Output, string Error)> Audit(params string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = await AuditCommand.RunAsync(words, (_, work) => work(platform.Audited), [], new InvocationConfiguration { Output = output, Error = error });
        return (exit, $"{output}", $"{error}");
    }

    private static (int Exit, string Error) ErrorOf((int Exit, string Output, string Error) answer) => (answer.Exit, answer.Error);

    private async Task Run(string sql)
    {
        await using var command = platform.Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static JsonObject Decision(string id, string by) => new()
    {
        ["specversion"] = "1.0", ["id"] = id, ["source"] = "/tracker", ["type"] = "metricsplatform.finding.triaged.v1", ["time"] = "2026-01-07T10:00:00Z",
        ["data"] = new JsonObject
        {
            ["service"] = "shop", ["match"] = new JsonObject { ["rule"] = "CVE-2026-1" }, ["decision"] = "risk_accepted", ["until"] = "2027-01-01T00:00:00Z",
            ["by"] = by, ["justification"] = "behind a firewall",
        },
    };

    private static JsonObject Ticket(string id, string assignee) => new()
    {
        ["specversion"] = "1.0", ["id"] = id, ["source"] = "/tracker", ["type"] = "metricsplatform.ticket.changed.v1", ["time"] = "2026-01-07T11:00:00Z",
        ["data"] = new JsonObject
        {
            ["service"] = "shop", ["tracker"] = "jira", ["key"] = "SEC-1", ["status"] = "open", ["assignee"] = assignee, ["rules"] = new JsonArray("CVE-2026-1"),
        },
    };

    private static JsonObject Withdrawal(string id, string by) => new()
    {
        ["specversion"] = "1.0", ["id"] = id, ["source"] = "/ops", ["type"] = "metricsplatform.scan.withdrawn.v1", ["time"] = "2026-01-08T10:00:00Z",
        ["data"] = new JsonObject { ["service"] = "shop", ["scan"] = new JsonObject { ["source"] = "/ci", ["id"] = "no-such-scan" }, ["by"] = by },
    };

    private static JsonObject Retirement(string id) => new()
    {
        ["specversion"] = "1.0", ["id"] = id, ["source"] = "/ops", ["type"] = "metricsplatform.service.retired.v1", ["time"] = "2026-01-08T10:00:00Z",
        ["data"] = new JsonObject { ["service"] = "old" },
    };
}
