using System.Diagnostics;
using MetricsPlatform.Contracts;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Kpi;

[Collection(PostgresTests.Name)]
public sealed class MetricsTests(PostgresFixture postgres)
{
    private static readonly PlatformCatalogue Catalogue = PlatformCatalogue.Default with
    {
        Teams = new Dictionary<string, Team> { ["pay"] = new("pay", null, null) },
        Services = new Dictionary<string, ServiceEntry> { ["shop"] = new("shop", "pay", "1", []), ["idle"] = new("idle", "pay", null, []) },
    };

    [Fact]
    public async Task Promtool_has_nothing_to_say_about_the_text()
    {
        await using var kpi = await WithFigures();
        var text = await kpi.MetricsWith("""devsecops_findings_open{service="shop",severity="high"} 1""");
        Assert.Equal("", await Promtool(text));
    }

    [Fact]
    public async Task Figures_carry_the_names_and_labels_that_dashboards_rely_on()
    {
        await using var kpi = await WithFigures();
        var lines = (await kpi.MetricsWith("""devsecops_findings_open{service="shop",severity="high"} 1""")).Split('\n');
        string[] expected =
        [
            """devsecops_findings_open{service="shop",severity="critical"} 0""",
            """devsecops_findings_overdue{service="shop",severity="high"} 0""",
            """devsecops_remediated_findings{service="shop",severity="critical",window="30d"} 1""",
            """devsecops_mttr_seconds{service="shop",severity="critical",window="30d"} 172800""",
            """devsecops_team_mttr_seconds{team="pay",severity="critical",window="90d"} 172800""",
            """devsecops_organization_mttr_seconds{severity="critical",window="90d"} 172800""",
            """devsecops_releases{service="shop",window="30d",maturity="provisional"} 1""",
            """devsecops_deployments{service="shop",environment="production",window="30d"} 1""",
            """devsecops_high_severity_findings_first_seen{service="shop",window="30d",caught="before_production"} 2""",
            """devsecops_last_scan_timestamp_seconds{service="shop",kind="dependency"} 1767657600""",
            """devsecops_last_scan_timestamp_seconds{service="shop",kind="unknown"} 1767657600""",
            """devsecops_last_complete_scan_timestamp_seconds{service="shop",scan_kind="sca"} 1767657600""",
            """devsecops_last_complete_scan_timestamp_seconds{service="shop",scan_kind="dast"} 1767657600""",
            """devsecops_figures_stale{service="shop"} 0""",
            """devsecops_stale_scopes{service="shop"} 0""",
            "devsecops_stale_after_seconds 604800",
            """devsecops_service_info{service="shop",team="pay",tier="1"} 1""",
            """devsecops_service_info{service="idle",team="pay",tier=""} 1""",
            """devsecops_remediation_target_seconds{severity="critical"} 604800""",
        ];
        Assert.Equal([], expected.Except(lines));
    }

    [Fact]
    public async Task A_figure_without_data_is_absent_and_its_count_is_zero()
    {
        await using var kpi = await WithFigures();
        var lines = (await kpi.MetricsWith("""devsecops_remediated_findings{service="shop",severity="low",window="30d"} 0""")).Split('\n');
        Assert.DoesNotContain(lines, l => l.StartsWith("""devsecops_mttr_seconds{service="shop",severity="low""", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.StartsWith("""devsecops_zero_high_severity_release_ratio{service="shop",window="30d",maturity="settled""", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains("NaN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_name_cannot_break_the_text()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync());
        await kpi.Apply(Some.Revision("a\"b\\c\nd", 1, Some.Finding(1, day: -400)));
        var text = await kpi.MetricsWith("""devsecops_findings_open{service="a\"b\\c\nd",severity="high"} 1""");
        Assert.Equal("", await Promtool(text));
    }

    [Fact]
    public async Task Services_beyond_the_cap_are_held_back_counted_and_still_in_the_organization()
    {
        await using var kpi = await KpiProcess.StartReady(await postgres.CreateDatabaseAsync(), catalogue: Catalogue, maxServices: 1);
        await kpi.Apply(Some.Revision("aaa", 1, Some.Finding(1, Severity.Critical, day: 0, gone: 2)), Some.Revision("shop", 1));
        var lines = (await kpi.MetricsWith("""devsecops_findings_open{service="shop",severity="high"} 0""")).Split('\n');
        Assert.Contains("devsecops_metrics_services_held_back 1", lines);
        Assert.DoesNotContain(lines, l => l.Contains("service=\"aaa\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_asks_for_OpenMetrics_gets_it()
    {
        await using var kpi = await WithFigures();
        await kpi.MetricsWith("""devsecops_findings_open{service="shop",severity="high"} 1""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "Accept", "application/openmetrics-text;version=1.0.0" } } };
        using var response = await kpi.Http.SendAsync(request);
        Assert.Equal("application/openmetrics-text", response.Content.Headers.ContentType!.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal);
        Assert.Contains("devsecops_findings_open{", text, StringComparison.Ordinal);
    }

    private async Task<KpiProcess> WithFigures()
    {
        var clock = new FixedDay(Some.Day0.AddDays(10));
        var kpi = await KpiProcess.Start(await postgres.CreateDatabaseAsync(), catalogue: Catalogue, clock: clock);
        await kpi.Ready();
        await kpi.Apply(Some.Revision("shop", 1, Some.Finding(1), Some.Finding(2, Severity.Critical, gone: 2)) with
        {
            Releases = [Some.Release("1.0", 3, "F-1")],
            Scopes = [Some.Scope("trivy", FindingKind.Dependency), Some.Scope("zap")],
            Scans = [Some.Scan(0, "trivy"), Some.Scan(1, "zap"), Some.Scan(2, "trivy", day: 6, counts: false), Some.Scan(3, "zap", day: 2, closes: false)],
        });
        return kpi;
    }

    private static async Task<string> Promtool(string text)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await promtool.StandardInput.WriteAsync(text);
        promtool.StandardInput.Close();
        var said = await promtool.StandardOutput.ReadToEndAsync() + await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();
        return said;
    }
}
