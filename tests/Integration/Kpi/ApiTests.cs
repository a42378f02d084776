using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Kpi;

[Collection(PostgresTests.Name)]
public sealed class ApiTests(PostgresFixture postgres)
{
    private const string At = "at=2026-01-11T00:00:00Z";

    private static readonly PlatformCatalogue Catalogue = PlatformCatalogue.Default with
    {
        Services = new Dictionary<string, ServiceEntry>
        {
            ["shop"] = new("shop", "pay", "1", []), ["api"] = new("api", "core", "1", []), ["idle"] = new("idle", "idlers", null, []),
        },
    };

    [Fact]
    public async Task Kpis_are_of_the_services_in_scope_and_what_is_undefined_is_null()
    {
        await using var kpi = await TwoServices();
        var shop = await kpi.Get($"/v1/kpis?service=shop&{At}");
        Assert.Equal(1, Open(shop, "high"));
        Assert.Equal("2026-01-11T00:00:00+00:00", (string?)shop["at"]);
        Assert.Equal("shop", (string?)shop["scope"]!["service"]);
        Assert.True(shop["remediation"]![0]!.AsObject().TryGetPropertyValue("meanSeconds", out var mean) && mean is null);
        Assert.Equal(3, Open(await kpi.Get($"/v1/kpis?{At}"), "high"));
        Assert.Equal(2, Open(await kpi.Get($"/v1/kpis?team=core&{At}"), "high"));
        Assert.Equal(3, Open(await kpi.Get($"/v1/kpis?tier=1&{At}"), "high"));
        Assert.Equal(0, Open(await kpi.Get($"/v1/kpis?tier=1&team=core&service=shop&{At}"), "high"));
        Assert.Equal(0, Open(await kpi.Get($"/v1/kpis?service=idle&{At}"), "high"));
        Assert.Equal(0, Open(await kpi.Get("/v1/kpis?at=2025-12-31"), "high"));
    }

    [Theory]
    [InlineData("/v1/kpis?service=nobody", 404, "nobody")]
    [InlineData("/v1/kpis?team=nobody", 404, "nobody")]
    [InlineData("/v1/kpis?tier=9", 404, "9")]
    [InlineData("/v1/kpis?at=yesterday", 400, "'at'")]
    [InlineData("/v1/findings?state=odd&severity=worst", 400, "'severity'")]
    [InlineData("/v1/findings?limit=0", 400, "'limit'")]
    [InlineData("/v1/findings?cursor=odd", 400, "'cursor'")]
    [InlineData("/v1/findings/00", 404, "00")]
    [InlineData("/v1/releases?service=nobody", 404, "nobody")]
    [InlineData("/v1/kpis/daily?from=once", 400, "'from'")]
    public async Task A_wrong_question_is_told_what_is_wrong(string path, int status, string named)
    {
        await using var kpi = await KpiProcess.Start(await postgres.CreateDatabaseAsync(), catalogue: Catalogue);
        using var response = await kpi.Http.GetAsync(path);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(named, (string?)(await response.Content.ReadFromJsonAsync<JsonNode>())!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_findings_give_each_once_worst_and_oldest_first()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync());
        var findings = Enumerable.Range(0, 25).Select(n => Some.Finding(n, (Severity)(n % 5), day: n % 3)).ToArray();
        await kpi.Apply(Some.Revision("shop", 1, findings));
        List<JsonNode> all = [];
        string? cursor = null;
        do
        {
            var page = await kpi.Get($"/v1/findings?limit=7&{(cursor is null ? At : $"cursor={cursor}")}");
            Assert.Equal(25, (int)page["total"]!);
            all.AddRange(page["items"]!.AsArray().Select(i => i!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);
        var expected = findings.OrderByDescending(f => f.First.Severity).ThenBy(f => f.First.At).ThenBy(f => f.Id).Select(f => f.Id);
        Assert.Equal(expected, all.Select(i => (string)i["id"]!));
    }

    [Fact]
    public async Task Findings_can_be_narrowed_by_state_severity_and_kind()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync());
        var accepted = new Decision(Some.Day0.AddDays(1), TriageDecision.RiskAccepted, null, "ann", "no exploit", "urn:t", "1");
        await kpi.Apply(Some.Revision(
            "shop", 1, Some.Finding(1), Some.Finding(2, gone: 2), Some.Finding(3) with { Decisions = [accepted] },
            Some.Finding(4, Severity.Critical), Some.Finding(5) with { Kind = FindingKind.Secret },
            Some.Finding(6) with { Decisions = [accepted with { Kind = TriageDecision.FalsePositive }] }));
        Assert.Equal("4 1 5", await Numbers(kpi, ""));
        Assert.Equal("2", await Numbers(kpi, "&state=fixed"));
        Assert.Equal("3", await Numbers(kpi, "&state=accepted"));
        Assert.Equal("4", await Numbers(kpi, "&state=overdue"));
        Assert.Equal("6", await Numbers(kpi, "&state=false_positive"));
        Assert.Equal("1 5", await Numbers(kpi, "&severity=high"));
        Assert.Equal("5", await Numbers(kpi, "&kind=secret"));
    }

    [Fact]
    public async Task A_finding_tells_its_timeline_what_each_tool_saw_and_why_results_were_joined()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync());
        await kpi.Apply(Some.Revision("shop", 1, Some.Finding(1, gone: 4, title: "Leak")));
        var view = await kpi.Get($"/v1/findings/{Some.Id(1)}?{At}");
        Assert.Equal("Leak", (string?)view["finding"]!["title"]);
        Assert.Equal("fixed", (string?)view["finding"]!["state"]);
        Assert.Equal(2, view["timeline"]!.AsArray().Count);
        Assert.Equal("trivy", (string?)view["seen"]![0]!["tool"]);
        Assert.Equal("grype b", (string?)view["joins"]![0]!["between"]![1]);
        Assert.Equal("open", (string?)(await kpi.Get($"/v1/findings/{Some.Id(1)}?at=2026-01-02"))["finding"]!["state"]);
    }

    [Fact]
    public async Task A_merged_id_leads_to_its_successor()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync());
        await kpi.Apply(Some.Revision("shop", 1, Some.Finding(1)) with { Tombstones = [new(Some.Id(2), Some.Id(1)), new(Some.Id(3), null)] });
        using var merged = await kpi.Http.GetAsync($"/v1/findings/{Some.Id(2)}");
        Assert.Equal(HttpStatusCode.PermanentRedirect, merged.StatusCode);
        Assert.Equal($"/v1/findings/{Some.Id(1)}", merged.Headers.Location!.OriginalString);
        Assert.Equal(Some.Id(1), (string?)(await merged.Content.ReadFromJsonAsync<JsonNode>())!["mergedInto"]);
        using var withdrawn = await kpi.Http.GetAsync($"/v1/findings/{Some.Id(3)}");
        Assert.Equal(HttpStatusCode.NotFound, withdrawn.StatusCode);
    }

    [Fact]
    public async Task A_release_is_not_clean_because_of_the_findings_it_names()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync());
        await kpi.Apply(Some.Revision("shop", 1, Some.Finding(1, title: "known"), Some.Finding(2, day: 4, stage: Stage.Production, title: "escaped")) with
        {
            Releases = [Some.Release("1.0", 2, "F-1"), Some.Release("1.1", 6)],
        });
        var releases = (await kpi.Get($"/v1/releases?service=shop&{At}"))["items"]!.AsArray();
        Assert.Equal(["1.1", "1.0"], releases.Select(r => (string)r!["version"]!));
        Assert.Equal([true, false], releases.Select(r => (bool)r!["clean"]!));
        Assert.Equal("escaped", (string?)releases[1]!["escapes"]![0]!["title"]);
        Assert.Equal("known", (string?)releases[1]!["shippedWith"]![0]!["title"]);
        Assert.Equal("not_scanned", (string?)releases[1]!["escapes"]![0]!["reason"]);
        Assert.Equal([(1, 1), (0, 2)], new[] { 1, 0 }.Select(r => ((int)releases[r]!["reasons"]!["not_scanned"]!, (int)releases[r]!["reasons"]!["known_and_shipped"]!)));
        Assert.Equal("production", (string?)releases[1]!["deployments"]![0]!["environment"]);

        var rows = (await kpi.Http.GetStringAsync($"/v1/releases.csv?service=shop&{At}")).Split("\r\n");
        Assert.Equal(["shop,1.1,", "shop,1.0,"], rows[1..3].Select(row => row[..9]));
        Assert.EndsWith(",false,1,0,1,0,1,F-1", rows[2], StringComparison.Ordinal);
        Assert.Contains("sees it,high", await kpi.Http.GetStringAsync($"/v1/findings/{Some.Id(2)}.csv?{At}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_are_listed_with_their_owner_and_revision()
    {
        await using var kpi = await TwoServices();
        var items = (await kpi.Get($"/v1/services?{At}"))["items"]!.AsArray();
        Assert.Equal(["api", "shop"], items.Select(i => (string)i!["service"]!));
        Assert.Equal("core", (string?)items[0]!["team"]);
        Assert.Equal(1, (long)items[0]!["revision"]!);
        Assert.Equal(2, (int)items[0]!["open"]!["high"]!);
    }

    [Fact]
    public async Task Figures_that_rest_on_old_scans_say_so()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync());
        await kpi.Apply(Some.Revision("shop", 1, Some.Finding(1)) with
        {
            Scopes = [Some.Scope("trivy", FindingKind.Dependency)], Scans = [Some.Scan(0, "trivy", day: 1), Some.Scan(1, "gitleaks", day: 9)],
        });

        var fresh = await kpi.Get("/v1/kpis?service=shop&at=2026-01-08");
        var stale = await kpi.Get($"/v1/kpis?service=shop&{At}");
        var item = (await kpi.Get($"/v1/services?{At}"))["items"]![0]!;

        Assert.Equal([false, true], new[] { fresh, stale }.Select(k => (bool)k["freshness"]!["stale"]!));
        Assert.Equal(1, (int)stale["freshness"]!["staleScopes"]!);
        Assert.True((bool)item["stale"]!);
        Assert.Equal(["2026-01-10T00:00:00+00:00", "2026-01-02T00:00:00+00:00"], new[] { "secret", "sca" }.Select(kind => (string)item["scans"]![kind]!));
    }

    [Fact]
    public async Task Controls_come_with_the_evidence_of_a_team()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync(), catalogue: Catalogue);
        await kpi.Apply(
            Some.Revision("shop", 1, Some.Finding(1)) with { Scopes = [Some.Scope("trivy", FindingKind.Dependency)], Scans = [Some.Scan(0, "trivy", day: 9)] },
            Some.Revision("api", 1) with { Scans = [Some.Scan(0, "gitleaks", day: 9)] });

        var items = (await kpi.Get($"/v1/controls?team=pay&{At}"))["items"]!.AsArray().ToDictionary(i => (string)i!["id"]!, i => i!);

        Assert.Equal(["full", "absent", "full"], new[] { "sca", "secret", "backlog" }.Select(id => (string)items[id]["state"]!));
        Assert.Equal("ID.RA-01", (string?)items["sca"]["controls"]!["csf"]![0]);
        Assert.Equal(1, (int)items["sca"]["figures"]![0]!["fresh"]!);
        Assert.Equal(1, (int)items["backlog"]["figures"]!.AsArray().Sum(row => (int)row!["open"]!));
    }

    [Fact]
    public async Task A_days_figures_stay_as_they_were_reported()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var before = await KpiProcess.StartReady(database, Having(Some.Revision("shop", 1, Some.Finding(1)))))
        {
            await Eventually.Be(async () => OpenOfDay(await before.Get("/v1/kpis/daily?service=shop")), open => open == 1);
        }
        await using var after = await KpiProcess.StartReady(database, Having(Some.Revision("shop", 2, Some.Finding(2)) with { Since = 0 }));
        Assert.Equal(2, Open(await after.Get("/v1/kpis?service=shop"), "high"));
        Assert.Equal(1, OpenOfDay(await after.Get("/v1/kpis/daily?service=shop")));
        Assert.Equal(1, OpenOfDay(await after.Get("/v1/kpis/daily")));
    }

    private static CorrelationStub Having(ServiceRevised revision) => new() { Log = { [revision.Service] = [revision] } };

    private static int? OpenOfDay(JsonNode days) => days["items"]!.AsArray() is [var day] ? Open(day!["report"]!, "high") : null;

    private static int Open(JsonNode report, string severity) =>
        (int)report["backlog"]!.AsArray().Single(b => (string)b!["severity"]! == severity)!["open"]!;

    private static async Task<string> Numbers(KpiProcess kpi, string filter) =>
        string.Join(' ', (await kpi.Get($"/v1/findings?{At}{filter}"))["items"]!.AsArray().Select(i => Convert.ToInt32((string)i!["id"]!, 16)));

    private async Task<KpiProcess> TwoServices()
    {
        var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync(), catalogue: Catalogue);
        await kpi.Apply(Some.Revision("shop", 1, Some.Finding(1)), Some.Revision("api", 1, Some.Finding(2), Some.Finding(3)));
        return kpi;
    }
}
