namespace MetricsPlatform.Tests.Unit.Deploy;

public sealed class DashboardLintTests
{
    private static readonly IReadOnlyList<Violation> Broken = [.. DashboardFile.All.SelectMany(LintRules.BrokenBy)];
    private static readonly LintExclusions Exclusions = LintExclusions.Load();

    [Fact]
    public void A_rule_is_kept_or_its_exclusion_is_written_down() => Assert.Equal([], Broken.Where(v => !Exclusions.Covers(v)));

    [Fact]
    public void Every_exclusion_is_needed_and_says_why() => Assert.All(Exclusions.Exclusions, rule =>
    {
        Assert.Contains(rule.Key, LintRules.Names);
        Assert.NotEmpty(rule.Value.Reason);
        Assert.Contains(Broken, v => v.Rule == rule.Key);
        Assert.All(rule.Value.Entries, e => Assert.Contains(Broken, v => v.Rule == rule.Key && v.Dashboard == e.Dashboard && v.Panel == e.Panel));
    });

    [Theory]
    [InlineData("sum(devsecops_events_received_total)")]
    [InlineData("sum(max_over_time(devsecops_events_received_total{a=\"b\"}[1h]))")]
    [InlineData("sum(rate(devsecops_events_received_total[5m]))")]
    public void The_rules_see_what_is_wrong_with_a_query(string expr) =>
        Assert.Contains(LintRules.BrokenBy(With(expr)), v => v.Rule is "target-counter-agg-rule" or "target-rate-interval-rule");

    [Fact]
    public void The_rules_see_a_panel_without_description_and_with_a_unit_that_does_not_exist()
    {
        var dashboard = With("up");
        var panel = dashboard.Panels.First();
        panel["description"] = "";
        panel["fieldConfig"]!["defaults"]!["unit"] = "days";
        dashboard.Json["editable"] = true;

        var rules = LintRules.BrokenBy(dashboard).Where(v => v.Panel is "" || v.Panel == (string)panel["title"]!).Select(v => v.Rule).ToHashSet();

        Assert.Superset(new HashSet<string> { "panel-title-description-rule", "panel-units-rule", "uneditable-dashboard" }, rules);
    }

    /// <summary>A dashboard of ours, with another query on its first panel.</summary>
    private static DashboardFile With(string expr)
    {
        var dashboard = DashboardFile.All[0] with { Json = DashboardFile.All[0].Json.DeepClone() };
        dashboard.Panels.First()["targets"]![0]!["expr"] = expr;
        return dashboard;
    }
}
