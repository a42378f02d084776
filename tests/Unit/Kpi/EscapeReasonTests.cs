using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §9, why findings reach production. The finding is seen by trivy in version 1.0, which went to production on day 4.</summary>
public sealed class EscapeReasonTests
{
    private static readonly KpiScenario Dependency = Given(Seen(5, version: "1.0")).Lists("trivy", ScanKind.Sca).Deployed("1.0", 4, commit: "c1");
    private static readonly KpiScenario Code = Given(Seen(5, version: "1.0").Of(FindingKind.Code)).Lists("trivy", ScanKind.Sast).Deployed("1.0", 4, commit: "c1");

    [Fact]
    public void What_no_scan_of_the_release_looked_for_was_not_scanned()
    {
        Assert.Equal(EscapeReason.NotScanned, Why(Code));
        Assert.Equal(EscapeReason.NotScanned, Why(Code.Scanned("gitleaks", 3, version: "1.0")));
        Assert.Equal(EscapeReason.NotScanned, Why(Code.Scanned("semgrep", 3, closes: false, version: "1.0")));
        Assert.Equal(EscapeReason.NotScanned, Why(Code.Scanned("semgrep", 3, version: "0.9")));
        Assert.Equal(EscapeReason.NotScanned, Why(Code.Scanned("semgrep", 4.1, version: "1.0")));
    }

    [Fact]
    public void What_a_scan_of_the_release_looked_for_and_did_not_find_was_missed() =>
        Assert.Equal(EscapeReason.Missed, Why(Code.Scanned("semgrep", 4, version: "1.0")));

    [Fact]
    public void A_scan_of_a_commit_is_of_the_release_that_the_commit_belongs_to()
    {
        Assert.Equal(EscapeReason.Missed, Why(Code.Scanned("semgrep", 3, commit: "c1")));
        Assert.Equal(EscapeReason.NotScanned, Why(Code.Scanned("semgrep", 3, commit: "c2")));
    }

    [Fact]
    public void A_scan_that_names_neither_is_of_the_release_that_went_to_production_next()
    {
        Assert.Equal(EscapeReason.Missed, Why(Code.Scanned("semgrep", 3)));
        Assert.Equal(EscapeReason.Missed, Why(Code.Deployed("0.9", 2).Scanned("semgrep", 3)));
        Assert.Equal(EscapeReason.NotScanned, Why(Code.Deployed("0.9", 3).Scanned("semgrep", 3)));
    }

    [Fact]
    public void What_the_same_tool_did_not_find_in_the_same_release_was_disclosed_after_the_deployment() =>
        Assert.Equal(EscapeReason.DisclosedAfterDeployment, Why(Dependency.Lists("trivy", "image", ScanKind.Container).Scanned("trivy", 3, version: "1.0", target: "image")));

    [Fact]
    public void A_dependency_that_only_another_tool_had_looked_for_was_missed() =>
        Assert.Equal(EscapeReason.Missed, Why(Dependency.Scanned("grype", 3, version: "1.0")));

    [Fact]
    public void Code_does_not_become_vulnerable_by_a_disclosure() =>
        Assert.Equal(EscapeReason.Missed, Why(Code.Scanned("trivy", 3, version: "1.0")));

    [Fact]
    public void Reasons_are_counted_in_the_window_of_the_first_sighting()
    {
        var scenario = Code.Scanned("semgrep", 3, version: "1.0");

        Assert.Equal((1, 0), (Count(scenario, 34.9, EscapeReason.Missed), Count(scenario, 34.9, EscapeReason.NotScanned)));
        Assert.Equal(0, Count(scenario, 35, EscapeReason.Missed));
    }

    [Fact]
    public void What_stood_open_when_a_release_went_to_production_was_known_and_shipped_once_however_many_releases_there_were()
    {
        var scenario = Given(Seen(1)).Deployed("1.0", 4).Deployed("1.1", 6);

        Assert.Equal(0, Count(scenario, 3.9, EscapeReason.KnownAndShipped));
        Assert.Equal(1, Count(scenario, 7, EscapeReason.KnownAndShipped));
        Assert.Equal(1, Count(scenario, 35, EscapeReason.KnownAndShipped));
        Assert.Equal(0, Count(scenario, 36, EscapeReason.KnownAndShipped));
    }

    [Fact]
    public void What_is_accepted_low_or_gone_at_the_latest_release_was_shipped_with_the_one_before()
    {
        var scenario = Given(Seen(1).Accepted(5)).Deployed("1.0", 4).Deployed("1.1", 6);

        Assert.Equal(1, Count(scenario, 33.9, EscapeReason.KnownAndShipped));
        Assert.Equal(0, Count(scenario, 34, EscapeReason.KnownAndShipped));
    }

    private static EscapeReason Why(KpiScenario scenario) => Assert.Single(scenario.Verdict("1.0", 6).Reasons);

    private static int Count(KpiScenario scenario, double now, EscapeReason reason) =>
        scenario.At(now).EscapeReasons.Single(row => row.Window == "30d" && row.Reason == reason).Findings;
}
