using System.Diagnostics;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Scraping;

public sealed class PrometheusTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const string Mttr = """devsecops_mttr_seconds{service="shop",severity="high",window="30d"}""";
    private StandaloneProcess platform = null!;

    /// <summary>A finding that was fixed after ten days, and one that is open.</summary>
    public async Task InitializeAsync()
    {
        platform = await StandaloneProcess.Start(["--postgres", await postgres.CreateDatabase()]);
        var now = DateTimeOffset.UtcNow;
        var open = Events.Dependency("CVE-2025-2", "pkg:npm/left-pad@1.0.0");
        var answer = await platform.Client.PostBatch(
        [
            Events.Scan("1", now.AddDays(-12), "shop", "trivy", Events.Dependency("CVE-2025-1", "pkg:npm/lodash@4.17.20"), open),
            Events.Scan("2", now.AddDays(-2), "shop", "trivy", open),
            Events.Deployment("3", now.AddDays(-1), "shop", "1.0", "c1"),
        ]);
        await platform.Client.Processed(answer.Id);
        await Eventually.Be(() => platform.Client.Text("/metrics"), text => text.Contains($"{Mttr} 864000\n", StringComparison.Ordinal));
    }

    public async Task DisposeAsync()
    {
        await platform.Stop();
        await platform.DisposeAsync();
    }

    [Fact]
    public async Task Promtool_has_nothing_to_say_about_the_live_metrics()
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await promtool.StandardInput.WriteAsync(await platform.Client.Text("/metrics"));
        promtool.StandardInput.Close();
        var said = await promtool.StandardOutput.ReadToEndAsync() + await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        Assert.Equal((0, ""), (promtool.ExitCode, said));
    }

    [Fact]
    public async Task Prometheus_answers_with_the_figures_of_the_interface()
    {
        var kpis = await platform.Client.Kpis(DateTimeOffset.UtcNow);
        var row = kpis.GetProperty("remediation").EnumerateArray()
            .Single(r => r.GetProperty("severity").GetString() == "high" && r.GetProperty("window").GetString() == "30d");
        await using var prometheus = await PrometheusServer.Start(platform.Address);

        var mttr = await Eventually.Be(() => prometheus.Value(Mttr), value => value is not null);

        Assert.Equal(row.GetProperty("meanSeconds").GetDouble(), mttr!.Value, tolerance: 0.001);
        Assert.Equal(1, await prometheus.Value("""up{job="metricsplatform"}"""));
        Assert.Equal(1, await prometheus.Value("""sum(devsecops_findings_open{service="shop"})"""));
    }
}
