using MetricsPlatform.Contracts;
using MetricsPlatform.Tests.Unit.Kpi;
using static MetricsPlatform.Tests.Unit.Correlation.ServiceScenario;
using static MetricsPlatform.Tests.Unit.Correlation.Told;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>docs/metrics.md §2: findings that no scanner can re-check, and tickets.</summary>
public sealed class ManualTests
{
    [Fact]
    public void No_scan_ends_a_manual_finding() => Assert.Equal("high@1", Given(Scan(1, [Manual()]), Scan(5, [])).Timeline);

    [Fact]
    public void Scans_that_report_it_again_change_its_severity_only() =>
        Assert.Equal("high@1 low@4", Given(Scan(1, [Manual()]), Scan(4, [Manual(severity: Severity.Low)]), Scan(5, [])).Timeline);

    [Fact]
    public void It_is_exposed_until_every_linked_ticket_is_closed() =>
        Assert.Equal("high@1 gone@6", Given(
            Scan(1, [Manual()]), Ticket(2, TicketStatus.Open, ["pt-1"], "A"), Ticket(3, TicketStatus.InProgress, ["PT-1"], "B"),
            Ticket(4, TicketStatus.Closed, [], "A"), Ticket(6, TicketStatus.Closed, [], "B")).Timeline);

    [Fact]
    public void It_reopens_when_a_ticket_reopens() =>
        Assert.Equal("high@1 gone@4 high@7", Given(
            Scan(1, [Manual()]), Ticket(4, TicketStatus.Closed, ["PT-1"]), Ticket(7, TicketStatus.InProgress, [])).Timeline);

    [Fact]
    public void A_ticket_that_was_closed_before_the_report_keeps_it_closed_until_it_reopens() =>
        Assert.Equal("high@5", Given(Ticket(1, TicketStatus.Closed, ["PT-1"]), Scan(3, [Manual()]), Ticket(5, TicketStatus.Open, [])).Timeline);

    [Fact]
    public void A_link_once_made_stays() =>
        Assert.Equal("high@1 gone@4", Given(
            Scan(1, [Manual()]), Ticket(2, TicketStatus.Open, ["PT-1"]), Ticket(3, TicketStatus.Open, ["PT-9"]), Ticket(4, TicketStatus.Closed, [])).Timeline);

    [Fact]
    public void A_ticket_counts_from_its_link_on() =>
        Assert.Equal("high@1 gone@6", Given(Scan(1, [Manual()]), Ticket(2, TicketStatus.Closed, []), Ticket(6, TicketStatus.Closed, ["PT-1"])).Timeline);

    [Fact]
    public void The_latest_event_gives_the_ticket_its_status_by_source_then_id_at_one_instant()
    {
        Assert.Equal("high@1 gone@3", Given(
            Scan(1, [Manual()]), Ticket(3, TicketStatus.Closed, ["PT-1"], source: "/b"), Ticket(3, TicketStatus.Open, ["PT-1"], source: "/B")).Timeline);
        Assert.Equal("high@1 gone@3", Given(
            Scan(1, [Manual()]), Ticket(3, TicketStatus.Closed, ["PT-1"], id: "b"), Ticket(3, TicketStatus.Open, ["PT-1"], id: "a")).Timeline);
    }

    [Fact]
    public void A_closed_ticket_closes_nothing_that_a_scanner_can_check()
    {
        var scenario = Given(Scan(1, [Cve()]), Ticket(3, TicketStatus.Closed, ["cve-2026-1"]));

        Assert.Equal("high@1", scenario.Timeline);
        Assert.Equal(1, scenario.At(4).Backlog().ClaimedFixed);
    }

    [Fact]
    public void A_ticket_links_by_rule_alias_or_advisory_without_case()
    {
        foreach (var rule in new[] { "cve-2026-1", "GHSA-AAAA-BBBB-CCCC", "dsa-5000-1" })
        {
            Assert.Single(Given(Scan(1, [Cve(aliases: ["GHSA-aaaa-bbbb-cccc", "DSA-5000-1"])]), Ticket(3, TicketStatus.Open, [rule])).Finding.Tickets);
        }
        Assert.Empty(Given(Scan(1, [Cve()]), Ticket(3, TicketStatus.Open, ["CVE-2026-9"])).Finding.Tickets);
    }
}
