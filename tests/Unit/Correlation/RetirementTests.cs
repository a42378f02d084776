using MetricsPlatform.Contracts;
using MetricsPlatform.Tests.Unit.Kpi;
using static MetricsPlatform.Tests.Unit.Correlation.ServiceScenario;
using static MetricsPlatform.Tests.Unit.Correlation.Told;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>docs/metrics.md §2, Retirement.</summary>
public sealed class RetirementTests
{
    [Fact]
    public void Retiring_a_scope_ends_the_presence_that_it_reports() =>
        Assert.Equal("high@1 retired@4", Given(Scan(1, [Cve()]), ScopeRetired(4)).Timeline);

    [Fact]
    public void Retiring_a_scope_leaves_what_another_scope_reports() =>
        Assert.Equal("high@1", Given(Scan(1, [Cve()]), Scan(2, [Cve()], target: "image"), ScopeRetired(4), ScopeRetired(4, tool: "grype")).Timeline);

    [Fact]
    public void What_ends_the_last_presence_tells_why_it_ended()
    {
        Assert.Equal("high@1 gone@6", Given(Scan(1, [Cve()]), Scan(2, [Cve()], tool: "grype"), ScopeRetired(4), Scan(6, [], tool: "grype")).Timeline);
        Assert.Equal("high@1 retired@6", Given(Scan(1, [Cve()]), Scan(2, [Cve()], tool: "grype"), Scan(4, []), ScopeRetired(6, "grype")).Timeline);
    }

    [Fact]
    public void Retiring_a_service_ends_all_of_its_exposure() =>
        Assert.Equal(["high@1 retired@4", "high@2 retired@4", "high@3 retired@4"], Given(
            Scan(1, [Cve()]), Scan(2, [Code()], tool: "semgrep"), Scan(3, [Manual()], tool: "pentest"), ServiceRetired(4)).Findings.Select(Show));

    [Fact]
    public void A_later_scan_brings_the_scope_back() =>
        Assert.Equal("high@1 retired@4 high@9", Given(Scan(1, [Cve()]), ScopeRetired(4), Scan(9, [Cve()])).Timeline);

    [Fact]
    public void A_service_that_was_retired_before_a_scope_was_known_retired_that_scope_too() =>
        Assert.Equal("high@1 retired@4", Given(ServiceRetired(4), Scan(1, [Cve()])).Timeline);

    [Fact]
    public void At_one_instant_a_retirement_comes_before_scans()
    {
        Assert.Equal("high@1", Given(Scan(1, [Cve()], source: "/a"), Scan(4, [Cve()], source: "/a"), ScopeRetired(4)).Timeline);
        Assert.Equal("high@1 retired@4", Given(Scan(1, [Cve()]), Scan(4, [], source: "/a"), ScopeRetired(4, source: "/z")).Timeline);
        Assert.Equal("high@4", Given(Scan(4, [Cve()]), ServiceRetired(4)).Timeline);
    }

    [Fact]
    public void Retired_in_one_scope_and_fixed_in_another_at_one_instant_is_fixed() =>
        Assert.Equal("high@1 gone@4", Given(
            Scan(1, [Cve()]), Scan(1, [Cve()], tool: "grype"), ScopeRetired(4), Scan(4, [], tool: "grype")).Timeline);

    [Theory]
    [InlineData("/a", "high@1 gone@4")]
    [InlineData("/z", "high@1 retired@4")]
    public void Of_a_ticket_that_is_closed_and_a_retirement_at_one_instant_the_first_by_source_and_id_ends_the_exposure(string source, string timeline)
    {
        Assert.Equal(timeline, Given(Scan(1, [Manual()]), Ticket(4, TicketStatus.Closed, ["PT-1"], source: source), ServiceRetired(4, "/m")).Timeline);
        Assert.Equal(timeline, Given(Scan(1, [Manual()]), Ticket(4, TicketStatus.Closed, ["PT-1"], source: source), ScopeRetired(4, source: "/m"), ServiceRetired(4, "/n")).Timeline);
    }

    [Fact]
    public void The_last_scope_that_is_retired_ends_the_exposure() =>
        Assert.Equal("high@1 gone@4", Given(
            Scan(1, [Manual()]), Scan(1, [Manual()], target: "bounty"), ScopeRetired(4, source: "/a"),
            Ticket(4, TicketStatus.Closed, ["PT-1"], source: "/b"), ScopeRetired(4, target: "bounty", source: "/c")).Timeline);

    [Fact]
    public void A_retired_episode_leaves_the_backlog_and_is_not_remediated()
    {
        var report = Given(Scan(1, [Cve()]), ScopeRetired(4)).At(6);

        Assert.Equal((0, 0, 1, 0), (report.Backlog().Open, report.High().Remediated, report.High().Opened, report.High().Due));
    }
}
