using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Kpi;

/// <summary>A revision brings a former name: all of it stands under the new one.</summary>
[Collection(PostgresTests.Name)]
public sealed class RenamedServiceTests(PostgresFixture postgres)
{
    private static readonly ServiceRevised[] Before =
    [
        Some.Revision("shop", 1, Some.Finding(1)) with { Releases = [Some.Release("1.0", 1)], Scopes = [Some.Scope("trivy")], Scans = [Some.Scan(0, "trivy")] },
        Some.Revision("shop", 2, Some.Finding(2)),
    ];

    private static readonly ServiceRevised[] After =
    [
        Some.Revision("store", 1, Some.Finding(7)),
        Some.Revision("store", 2, Some.Finding(11), Some.Finding(12)) with
        {
            Tombstones = [new(Some.Id(1), Some.Id(11)), new(Some.Id(2), Some.Id(12))], Releases = [Some.Release("1.0", 1)], FormerNames = [new("shop", 2)],
        },
    ];

    private static readonly PlatformCatalogue Catalogue = CatalogueReader.Read("services:\n  store:\n    formerly: [shop]\n", "platform.yaml");

    [Fact]
    public async Task Nothing_counts_twice_and_what_comes_late_under_the_former_name_counts_no_more()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync());
        await kpi.Apply([Before[0], After[0]]);
        await kpi.Apply(After[1]);
        await kpi.Deliver(Before[1]);
        await kpi.Apply(Some.Revision("other", 1));   // the same queue: what was sent before has been taken in

        await Shows(kpi, "store 11", "store 12", "store 7");
        await kpi.Ask("shop");
        await kpi.Applied("shop", 2);   // whoever waits for it has it
    }

    [Fact]
    public async Task A_restart_shows_the_same()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var before = await KpiProcess.StartReady(database))
        {
            await before.Apply([.. Before, .. After]);
        }

        await using var kpi = await KpiProcess.StartReady(database);
        await kpi.Deliver(Before);
        await kpi.Apply(Some.Revision("other", 1));

        await Shows(kpi, "store 11", "store 12", "store 7");
    }

    [Fact]
    public async Task Who_asks_by_a_former_name_or_for_a_finding_by_its_former_id_is_answered()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync(), catalogue: Catalogue);
        await kpi.Apply([.. Before, .. After]);

        Assert.Equal(3, (await kpi.Get("/v1/findings?service=shop"))["items"]!.AsArray().Count);
        Assert.Equal($"/v1/findings/{Some.Id(11)}", $"{(await kpi.Http.GetAsync($"/v1/findings/{Some.Id(1)}")).Headers.Location}");
        Assert.Contains("store", await kpi.Http.GetStringAsync("/services/shop"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_taken_back_is_shown_again_and_the_other_no_more()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync());
        await kpi.Apply([.. Before, .. After]);
        await kpi.Apply(Some.Revision("shop", 3, Some.Finding(1), Some.Finding(2)) with { Since = 0, FormerNames = [new("store", 2)] });

        await Shows(kpi, "shop 1", "shop 2");
    }

    private static async Task Shows(KpiProcess kpi, params string[] findings) => Assert.Equal(
        findings,
        (await kpi.Get("/v1/findings"))["items"]!.AsArray().Select(f => $"{f!["service"]} {Convert.ToInt32((string)f["id"]!, 16)}").Order(StringComparer.Ordinal));
}
