using MetricsPlatform.Contracts;
using static MetricsPlatform.Tests.Unit.Correlation.ServiceScenario;
using static MetricsPlatform.Tests.Unit.Correlation.Told;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>docs/metrics.md §8: what Correlation tells of scopes and scans.</summary>
public sealed class ScopeTests
{
    [Fact]
    public void What_a_scope_lists_tells_its_kinds_of_scan() =>
        Assert.Equal(
            [ScanKind.Sca, ScanKind.Container, ScanKind.Secret, ScanKind.Iac],
            Covered(Given(Scan(1, [Cve(), Secret(), Cve("CVE-2026-2", "pkg:deb/debian/openssl@3.0")]), Scan(2, [Config()], target: "config"))));

    [Fact]
    public void What_only_a_withdrawn_scan_lists_tells_nothing()
    {
        var scenario = Given(Scan(1, [Cve()]), Scan(2, [Secret()], id: "wrong"), Withdrawn(3, "wrong"));

        Assert.Equal([ScanKind.Sca], Covered(scenario));
        Assert.Equal(Kpi.KpiScenario.Day(1), scenario.At(4).Coverage[(int)ScanKind.Sca].LatestScan);
    }

    [Fact]
    public void Scans_of_other_branches_keep_nothing_fresh() =>
        Assert.True(Given(Scan(1, [Cve()]), Scan(9, [Cve()], branch: "feature/x")).At(10).Freshness.Stale);

    private static IEnumerable<ScanKind> Covered(ServiceScenario scenario) => scenario.At(4).Coverage.Where(row => row.Covered > 0).Select(row => row.Kind);
}
