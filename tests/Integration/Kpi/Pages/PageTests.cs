using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Kpi.Pages;

[Collection(PostgresTests.Name)]
public sealed class PageTests(PostgresFixture postgres)
{
    private static readonly PlatformCatalogue Catalogue = PlatformCatalogue.Default with
    {
        Teams = new Dictionary<string, Team> { ["pay"] = new("pay", "Ada", "#pay") },
        Services = new Dictionary<string, ServiceEntry> { ["shop"] = new("shop", "pay", "1", []) },
    };

    [Fact]
    public async Task Every_page_keeps_the_instant_and_the_window_in_its_links()
    {
        await using var kpi = await Shop();
        foreach (var path in (string[])["/", "/teams/pay", "/services/shop", $"/findings/{Some.Id(1)}", "/services/shop/releases/1.0", "/explain/open?severity=high"])
        {
            var page = await Page(kpi, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}at=2026-01-11&window=30d");
            var links = page.QuerySelectorAll("main a[href^='/'], nav a").Select(a => a.GetAttribute("href")!).Where(h => !h.StartsWith("/v1/", StringComparison.Ordinal)).ToList();

            Assert.NotEmpty(links);
            Assert.All(links.Except([page.QuerySelector(".as-of a")?.GetAttribute("href")]), link => Assert.Contains("at=2026-01-11", link, StringComparison.Ordinal));
            Assert.Equal("2026-01-11", page.QuerySelector<IHtmlInputElement>("input[type=date][name=at]")!.Value);
        }
    }

    [Fact]
    public async Task A_page_of_an_instant_knows_nothing_later()
    {
        await using var kpi = await Shop();
        Assert.Equal("1", Number(await Page(kpi, "/services/shop?at=2026-01-03"), "/explain/open?service=shop&severity=high"));
        Assert.Equal("2", Number(await Page(kpi, "/services/shop?at=2026-01-11"), "/explain/open?service=shop&severity=high"));
        Assert.Equal(HttpStatusCode.NotFound, (await kpi.Http.GetAsync($"/findings/{Some.Id(2)}?at=2026-01-03")).StatusCode);
    }

    [Fact]
    public async Task The_life_of_a_finding_tells_who_saw_it_when_and_why_results_are_one()
    {
        await using var kpi = await Shop();
        var page = await Page(kpi, $"/findings/{Some.Id(1)}?at=2026-01-11");

        Assert.Equal("<b>quoted</b> & \"title\"", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("trivy sees it", Words(page.QuerySelector(".life")!), StringComparison.Ordinal);
        Assert.Contains("CVE-2026-1 pkg:npm/p1 trivy a with grype b", Words(page.QuerySelector("#joins")!.ParentElement!), StringComparison.Ordinal);
        Assert.Contains("Seen in build before production.", Words(page.QuerySelector(".facts")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merged_finding_leads_to_its_successor()
    {
        await using var kpi = await Shop();
        using var answer = await kpi.Http.GetAsync($"/findings/{Some.Id(9)}?at=2026-01-11");
        Assert.Equal((HttpStatusCode.PermanentRedirect, $"/findings/{Some.Id(1)}?at=2026-01-11"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task A_release_tells_what_escaped_and_how_that_was_told()
    {
        await using var kpi = await Shop();
        var page = await Page(kpi, "/services/shop/releases/1.0?at=2026-01-11");

        Assert.Contains("not clean so far", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Seen in production while release 1.0 was live.", Words(page.QuerySelector("#escapes")!.ParentElement!), StringComparison.Ordinal);
        Assert.Contains(Some.Id(1), page.QuerySelector("#known")!.ParentElement!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_release_shipped_with_can_be_turned_over_to_the_last_finding()
    {
        await using var kpi = await Shop([.. Enumerable.Range(100, 59).Select(n => Some.Finding(n, day: 1 + n % 3))]);
        var (path, known, pages) = ("/services/shop/releases/1.0?at=2026-01-11", new List<string>(), 0);
        while (path is not null)
        {
            var page = await Page(kpi, path);
            var section = page.QuerySelector("#known")!.ParentElement!;
            known.AddRange(section.QuerySelectorAll("td.text a").Select(a => a.GetAttribute("href")!));
            Assert.Single(page.QuerySelector("#escapes")!.ParentElement!.QuerySelectorAll("td.text:nth-child(2)"));
            Assert.DoesNotContain("known", page.QuerySelectorAll("form.as-of input").Select(i => i.GetAttribute("name")));
            path = section.QuerySelectorAll("a").SingleOrDefault(a => a.TextContent == "Rows after")?.GetAttribute("href");
            pages++;
        }

        Assert.Equal((60, 60, 3), (known.Count, known.Distinct().Count(), pages));   // 59 and the one that the shop has
    }

    [Fact]
    public async Task A_figure_opens_into_its_definition_its_formula_and_its_rows()
    {
        await using var kpi = await Shop();
        var page = await Page(kpi, "/explain/mttr?service=shop&severity=critical&window=30d&at=2026-01-11");

        Assert.Contains("M3.3 MTTR: the mean of end − start over remediated, in seconds.", Words(page.QuerySelector(".rules")!), StringComparison.Ordinal);
        Assert.Equal("172,800 s ÷ 1 row = 172,800 s (2 d)", Words(page.QuerySelector(".formula")!));
        var csv = await kpi.Http.GetStringAsync(page.QuerySelector("a[data-rows]")!.GetAttribute("href"));
        Assert.Equal(
            $"finding,title,service,severity,start,end,duration_seconds\r\n{Some.Id(3)},'=1+1,shop,critical,2026-01-02T00:00:00Z,2026-01-04T00:00:00Z,172800\r\n", csv);
    }

    [Theory]
    [InlineData("/explain/mttr?severity=high", 400)]
    [InlineData("/explain/mttr?severity=high&window=31d", 400)]
    [InlineData("/explain/mttr?severity=worst&window=30d", 400)]
    [InlineData("/explain/none", 404)]
    [InlineData("/services/nobody", 404)]
    [InlineData("/teams/nobody", 404)]
    [InlineData("/services/shop/releases/9", 404)]
    [InlineData("/findings/no-id", 404)]
    [InlineData("/findings?state=odd", 400)]
    [InlineData("/?at=yesterday", 400)]
    public async Task What_cannot_be_shown_is_told_on_a_page(string path, int status)
    {
        await using var kpi = await Shop();
        using var answer = await kpi.Http.GetAsync(path);
        Assert.Equal((status, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Pages_load_nothing_from_elsewhere_and_run_nothing_inline()
    {
        await using var kpi = await Shop();
        using var answer = await kpi.Http.GetAsync("/");
        Assert.StartsWith("default-src 'none'; style-src 'self'; script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.All(page.QuerySelectorAll("script, link[rel=stylesheet]"), e => Assert.StartsWith("/assets/", e.GetAttribute("src") ?? e.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll("[style], style, [onclick], [onload]"));
    }

    [Fact]
    public async Task A_list_is_exported_as_a_whole()
    {
        await using var kpi = await Shop();
        var page = await Page(kpi, "/findings?state=all&service=shop&at=2026-01-11");
        var csv = await kpi.Http.GetStringAsync(page.QuerySelector("a[data-rows]")!.GetAttribute("href"));
        Assert.Equal(page.QuerySelector("main data")!.GetAttribute("value"), $"{csv.TrimEnd().Split("\r\n").Length - 1}");
    }

    private async Task<KpiProcess> Shop(params FindingState[] more)
    {
        var correlation = new CorrelationStub();
        correlation.Log["shop"] =
        [
            Some.Revision("shop", 1, [Some.Finding(1, day: 1, title: "<b>quoted</b> & \"title\""), Some.Finding(2, day: 8, stage: Stage.Production), Some.Finding(3, Severity.Critical, 1, 3, "=1+1"), .. more])
                with { Releases = [Some.Release("1.0", 5)], Tombstones = [new Tombstone(Some.Id(9), Some.Id(1))], Scopes = [Some.Scope("trivy", FindingKind.Dependency)] },
        ];
        return await KpiProcess.StartReady(await postgres.CreateDatabaseAsync(), correlation, Catalogue);
    }

    private static async Task<IHtmlDocument> Page(KpiProcess kpi, string path) => new HtmlParser().ParseDocument(await kpi.Http.GetStringAsync(path));

    private static string? Number(IHtmlDocument page, string link) =>
        page.QuerySelectorAll("a.figure").First(a => a.GetAttribute("href")!.StartsWith(link, StringComparison.Ordinal)).QuerySelector("data")!.GetAttribute("value");

    /// <summary>Its text with single spaces.</summary>
    private static string Words(IElement element) => string.Join(' ', element.Text().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
