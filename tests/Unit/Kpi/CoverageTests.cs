using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §8, coverage and freshness.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void A_scope_is_of_the_kinds_that_it_lists_and_that_its_tool_is_known_for()
    {
        var scenario = Given().Lists("semgrep", ScanKind.Secret).Scanned("semgrep", 1).Scanned("trivy", 1);

        Assert.Equal([ScanKind.Sast, ScanKind.Secret], Covered(scenario.At(2)));
    }

    [Fact]
    public void What_the_catalogue_says_of_a_tool_comes_before_what_it_lists_and_is_known_for()
    {
        var rules = Rules with { Scanners = new Dictionary<string, IReadOnlyList<ScanKind>> { ["trivy"] = [ScanKind.Container], ["semgrep"] = [ScanKind.Iac] } };
        var scenario = Given().Lists("trivy", ScanKind.Sca).Scanned("trivy", 1).Scanned("semgrep", 1);

        Assert.Equal([ScanKind.Container, ScanKind.Iac], Covered(scenario.At(2, rules)));
    }

    [Fact]
    public void Coverage_is_of_the_scans_up_to_now()
    {
        var scenario = Given().Scanned("gitleaks", 1).Scanned("gitleaks", 5);

        Assert.Empty(Covered(scenario.At(0.9)));
        Assert.Equal(Day(1), scenario.At(4.9).Of(ScanKind.Secret).LatestScan);
        Assert.Equal(Day(5), scenario.At(5).Of(ScanKind.Secret).LatestScan);
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(8.01, false)]
    public void A_scan_is_fresh_until_it_is_older_than_the_threshold(double now, bool fresh)
    {
        var report = Given().Scanned("gitleaks", 1).At(now);

        Assert.Equal((fresh ? 1 : 0, fresh ? 1.0 : 0), (report.Of(ScanKind.Secret).Fresh, report.Of(ScanKind.Secret).Ratio!.Value));
        Assert.Equal((!fresh, fresh ? 0 : 1), (report.Freshness.Stale, report.Freshness.StaleScopes));
    }

    [Fact]
    public void Only_complete_and_successful_scans_keep_a_scope_fresh()
    {
        var report = Given().Scanned("gitleaks", 1).Scanned("gitleaks", 9, closes: false).At(10);

        Assert.True(report.Freshness.Stale);
        Assert.Equal(Day(1), report.Of(ScanKind.Secret).LatestScan);
    }

    [Fact]
    public void A_scope_without_a_complete_scan_covers_and_is_stale()
    {
        var row = Given().Scanned("gitleaks", 1, closes: false).At(2).Of(ScanKind.Secret);

        Assert.Equal((1, 0), (row.Covered, row.Fresh));
        Assert.Null(row.LatestScan);
    }

    [Fact]
    public void Of_several_scopes_of_a_kind_the_latest_scan_counts_and_each_stale_one_makes_the_figures_stale()
    {
        var report = Given().Scanned("semgrep", 1).Scanned("bandit", 9).At(10);

        Assert.Equal((1, 1, Day(9)), (report.Of(ScanKind.Sast).Covered, report.Of(ScanKind.Sast).Fresh, report.Of(ScanKind.Sast).LatestScan));
        Assert.Equal((true, 1), (report.Freshness.Stale, report.Freshness.StaleScopes));
    }

    [Fact]
    public void A_retired_scope_covers_nothing_and_is_not_stale_until_it_is_scanned_again()
    {
        var scenario = Given().Scanned("semgrep", 1).Scanned("gitleaks", 9).ScopeRetired("semgrep", 5).Scanned("semgrep", 12);

        Assert.Equal([ScanKind.Secret], Covered(scenario.At(10)));
        Assert.False(scenario.At(10).Freshness.Stale);
        Assert.Equal([ScanKind.Sast, ScanKind.Secret], Covered(scenario.At(12)));
    }

    [Fact]
    public void At_one_instant_a_retirement_comes_before_scans() =>
        Assert.Equal([ScanKind.Sast], Covered(Given().Scanned("semgrep", 5).ScopeRetired("semgrep", 5).At(6)));

    [Fact]
    public void A_service_that_is_deployed_and_was_never_scanned_is_stale()
    {
        var scenario = Given().Deployed("1.0", 1);
        var freshness = scenario.At(2).Freshness;

        Assert.Equal(0, scenario.At(0.5).Freshness.Services);
        Assert.Equal((true, 1, 1, 1, 0), (freshness.Stale, freshness.Services, freshness.StaleServices, freshness.UnscannedServices, freshness.StaleScopes));
    }

    [Fact]
    public void A_service_whose_scopes_are_all_retired_counts_nowhere()
    {
        var report = Given().Scanned("semgrep", 1).ScopeRetired("semgrep", 2).At(20);

        Assert.Equal((false, 0), (report.Freshness.Stale, report.Freshness.Services));
        Assert.Null(report.Of(ScanKind.Sast).Ratio);
    }

    [Fact]
    public void People_do_not_look_again_every_week()
    {
        var report = Given().Lists("pentest", ScanKind.Manual).Scanned("pentest", 1).At(60);

        Assert.False(report.Freshness.Stale);
        Assert.Equal((1, 0), (report.Of(ScanKind.Manual).Covered, report.Of(ScanKind.Manual).Fresh));
    }

    [Fact]
    public void Coverage_of_several_services_counts_them()
    {
        var (one, other) = (Given().Scanned("semgrep", 1), Given().Scanned("semgrep", 19).Scanned("zap", 19) with { Service = "search" });
        var report = KpiEvaluation.Evaluate([one.Facts, other.Facts], Rules, Day(20));

        var sast = report.Of(ScanKind.Sast);
        Assert.Equal((2, 2, 1, 0.5), (sast.Services, sast.Covered, sast.Fresh, sast.Ratio!.Value));
        Assert.Equal((Day(1), Day(19)), (sast.OldestScan, sast.LatestScan));
        Assert.Equal((2, 1, 1), (report.Of(ScanKind.Dast).Services, report.Of(ScanKind.Dast).Covered, report.Freshness.StaleServices));
    }

    private static IEnumerable<ScanKind> Covered(KpiReport report) => report.Coverage.Where(row => row.Covered > 0).Select(row => row.Kind);
}
