using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using static MetricsPlatform.Tests.Unit.Correlation.ServiceScenario;
using static MetricsPlatform.Tests.Unit.Correlation.Told;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>docs/correlation.md, moved lines: results without a fingerprint live on when what stands above them is edited.</summary>
public sealed class MovedLinesTests
{
    [Fact]
    public void An_edit_above_moves_a_finding_and_neither_closes_nor_opens_one()
    {
        var scenario = Given(Lines(1, 10), Lines(5, 14), Lines(8, 9), Lines(9));

        Assert.Equal("high@1 gone@9", scenario.Timeline);
        Assert.Equal(["src/a.py:10", "src/a.py:14", "src/a.py:9"], scenario.Finding.Detail.Locations);
        Assert.Equal(Given(Lines(1, 10)).Finding.Id, scenario.Finding.Id);
    }

    [Fact]
    public void The_scan_that_moves_it_counts_it_as_unchanged()
    {
        var revision = Given(Lines(1, 10)).Hear(Lines(2, 14))!;

        Assert.Equal((0, 0, 0, 1), (revision.New, revision.Reopened, revision.Cleared, revision.Unchanged));
    }

    [Fact]
    public void Secrets_move_as_code_does() =>
        Assert.Equal("high@1", Given(Scan(1, [Secret(line: 3)]), Scan(2, [Secret(line: 5)])).Timeline);

    [Fact]
    public void Two_that_move_onto_each_other_s_lines_stay_two()
    {
        var scenario = Given(
            Scan(1, [Code(line: 8, severity: Severity.High), Code(line: 10, severity: Severity.Low)]),
            Scan(2, [Code(line: 10, severity: Severity.High), Code(line: 12, severity: Severity.Low)]));

        Assert.Equal(["high@1", "low@1"], scenario.Findings.Select(Show).Order());
    }

    [Fact]
    public void Of_several_that_move_together_one_may_be_fixed() => Equal(["high@1", "high@1", "high@1 gone@2"], Lines(1, 10, 20, 30), Lines(2, 12, 32));

    [Fact]
    public void Of_several_that_move_together_a_new_one_is_new() => Equal(["high@1", "high@1", "high@2"], Lines(1, 10, 30), Lines(2, 12, 20, 32));

    [Fact]
    public void Parts_of_a_file_move_by_shifts_of_their_own() =>
        Equal(["high@1", "high@1", "high@1", "high@1", "high@1 gone@2"], Lines(1, 10, 11, 20, 50, 51), Lines(2, 12, 13, 55, 56));

    [Fact]
    public void What_may_have_moved_up_or_down_has_not_moved() =>
        Equal(["high@1", "high@1 gone@2", "high@1 gone@2", "high@2", "high@2", "high@2"], Lines(1, 10, 20, 500), Lines(2, 5, 15, 25, 500));

    [Fact]
    public void Between_those_that_stay_as_many_as_before_are_the_same_in_order() =>
        Equal(["high@1", "high@1", "high@1"], Lines(1, 10, 20, 30), Lines(2, 10, 24, 30));

    [Fact]
    public void Nothing_moves_across_what_stays() => Equal(["high@1", "high@1 gone@2", "high@2"], Lines(1, 10, 20), Lines(2, 5, 10));

    [Fact]
    public void What_could_be_either_is_neither() => Equal(["high@1 gone@2", "high@2", "high@2"], Lines(1, 10), Lines(2, 12, 20));

    [Fact]
    public void Nothing_moves_by_more_than_200_lines()
    {
        Equal(["high@1"], Lines(1, 10), Lines(2, 210));
        Equal(["high@1 gone@2", "high@2"], Lines(1, 10), Lines(2, 211));
    }

    [Fact]
    public void Of_more_than_200_lines_only_those_stay_that_have_not_moved()
    {
        int[] many = [.. Enumerable.Range(1, 201).Select(i => 1000 * i)];
        var findings = Given(Lines(1, many), Lines(2, [.. many.Select((line, i) => i % 2 == 0 ? line : line + 1)])).Findings;

        Assert.Equal((101, 100, 100), (findings.Count(f => Show(f) == "high@1"), findings.Count(f => Show(f) == "high@1 gone@2"), findings.Count(f => Show(f) == "high@2")));
    }

    [Theory]
    [InlineData("xss", "src/a.py", 14)]
    [InlineData("sqli", "src/b.py", 14)]
    [InlineData("sqli", "src/a.py", null)]
    public void Another_rule_another_file_and_no_line_is_another_finding(string rule, string path, int? line) =>
        Equal(["high@1 gone@2", "high@2"], Lines(1, 10), Scan(2, [Code(rule, path, line)]));

    [Fact]
    public void A_fingerprint_moves_nothing_but_itself() =>
        Equal(["high@1 gone@2", "high@2"], Scan(1, [Code(line: 10, fingerprint: "f")]), Scan(2, [Code(line: 14, fingerprint: "g")]));

    [Fact]
    public void The_same_code_is_the_same_finding_wherever_it_went()
    {
        var scenario = Given(
            Scan(1, [Code(line: 10, context: "a", severity: Severity.High), Code(line: 20, context: "b", severity: Severity.Low)]),
            Scan(2, [Code(line: 10, context: "b", severity: Severity.Low), Code(line: 900, context: "a", severity: Severity.High)]));

        Assert.Equal(["high@1", "low@1"], scenario.Findings.Select(Show).Order());
    }

    [Fact]
    public void Code_that_stands_twice_tells_nothing() =>
        Equal(["high@1", "high@1 gone@2", "high@2"],
            Scan(1, [Code(line: 10, context: "a"), Code(line: 400, context: "a")]), Scan(2, [Code(line: 10, context: "a"), Code(line: 900, context: "a")]));

    [Fact]
    public void What_was_known_by_its_line_alone_lives_on_when_the_tool_tells_its_code() =>
        Equal(["high@1", "high@1"], Lines(1, 10, 30), Scan(2, [Code(line: 10, context: "a"), Code(line: 33, context: "b")]));

    [Fact]
    public void What_was_gone_comes_back_with_its_code_or_at_its_line()
    {
        Equal(["high@1 gone@2 high@4"], Scan(1, [Code(line: 10, context: "a")]), Scan(2, []), Scan(4, [Code(line: 14, context: "a")]));
        Equal(["high@1 gone@2 high@4"], Lines(1, 10), Lines(2), Lines(4, 10));
        Equal(["high@1 gone@2", "high@4"], Lines(1, 10), Lines(2), Lines(4, 14));
    }

    [Fact]
    public void What_takes_a_line_that_another_has_left_is_new()
    {
        var scenario = Given(Lines(1, 10), Lines(2, 14), Lines(3, 10, 14), Lines(4, 10), Lines(5, 14));

        Assert.Equal(["high@1 gone@4", "high@3"], scenario.Findings.Select(Show));
        Assert.Equal(2, scenario.Findings.Select(f => f.Id).Distinct().Count());
    }

    [Fact]
    public void A_partial_scan_moves_nothing() =>
        Equal(["high@1 gone@3", "high@2"], Lines(1, 10), Scan(2, [Code(line: 14)], complete: false), Lines(3, 14));

    [Fact]
    public void A_late_scan_shows_how_a_line_got_so_far_and_withdrawing_it_takes_that_back()
    {
        var scenario = Given(Lines(1, 10), Lines(9, 300));
        Assert.Equal(["high@1 gone@9", "high@9"], scenario.Findings.Select(Show));

        scenario.Hear(Lines(5, 150) with { Header = Lines(5).Header with { Id = "late" } });
        Assert.Equal("high@1", scenario.Timeline);

        scenario.Hear(Withdrawn(6, "late"));
        Assert.Equal(["high@1 gone@9", "high@9"], scenario.Findings.Select(Show));
    }

    [Fact]
    public void Another_target_lists_what_stands_there_by_then()
    {
        var scenario = Given(
            Lines(1, 10), Lines(2, 14), Scan(3, [Code(line: 14)], target: "renamed"), ScopeRetired(4), Scan(5, [Code(line: 20)], target: "renamed"));

        Assert.Equal("high@1", scenario.Timeline);
    }

    [Fact]
    public void A_history_that_is_read_back_has_moved_alike() =>
        Assert.Single(new Pipeline.PurePipeline([Named(Lines(1, 10), "a"), Named(Lines(2, 14), "b"), Named(Lines(2, 14), "b")]).ReadBack[0].Findings);

    private static void Equal(string[] timelines, params ScanPart[] scans) => Assert.Equal(timelines.Order(), Given(scans).Findings.Select(Show).Order());

    private static ScanPart Lines(double day, params int[] lines) => Scan(day, [.. lines.Select(line => Code(line: line))]);

    private static ScanPart Named(ScanPart scan, string id) => scan with { Header = scan.Header with { Id = id } };
}
