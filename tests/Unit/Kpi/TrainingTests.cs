using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.Training;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §11, training needs.</summary>
public sealed class TrainingTests
{
    [Fact]
    public void A_weakness_is_recurring_from_its_third_new_finding_on()
    {
        Assert.Empty(Given(Xss(1), Xss(2)).At(4).Training);
        var row = Given(Xss(1), Xss(2, Severity.Low), Xss(3)).At(4).Training.Single(r => r.Window == "30d");

        Assert.Equal((79, 3, 2, "Cross Site Scripting Prevention Cheat Sheet"), (row.Cwe, row.Findings, row.High, row.CheatSheet!.Title));
    }

    [Fact]
    public void Findings_count_in_the_window_of_their_first_sighting()
    {
        var scenario = Given(Xss(1), Xss(2), Xss(31));

        Assert.Empty(Windows(scenario, 30.9));
        Assert.Equal(["90d"], Windows(scenario, 31));
        Assert.Equal(["30d", "90d"], Windows(Given(Xss(2), Xss(3), Xss(31)), 31.9));
    }

    [Fact]
    public void What_libraries_bring_what_never_mattered_and_what_never_was_does_not_count() =>
        Assert.Empty(Given(
            Xss(1), Xss(1), Seen(1).Of(FindingKind.Dependency, 79), Xss(1, Severity.Info), Xss(1).Decided(2, TriageDecision.FalsePositive)).At(4).Training);

    [Fact]
    public void A_finding_is_an_instance_of_all_its_weaknesses_and_the_most_frequent_come_first()
    {
        static Contracts.Correlation.FindingState Both() => Seen(1).Of(FindingKind.Code, 79, 89);

        Assert.Equal([(79, 4), (89, 3)], Given(Both(), Both(), Both(), Xss(2)).At(4).Training.Where(r => r.Window == "30d").Select(r => (r.Cwe, r.Findings)));
    }

    [Fact]
    public void A_team_s_weaknesses_are_those_of_all_its_services()
    {
        var (one, other) = (Given(Xss(1), Xss(1)), Given(Xss(1)) with { Service = "search" });

        Assert.Equal(3, KpiEvaluation.Evaluate([one.Facts, other.Facts], Rules, Day(2)).Training[0].Findings);
    }

    [Fact]
    public void Every_cheat_sheet_has_an_address_of_the_series()
    {
        Assert.True(CheatSheets.All.Count > 80);
        Assert.All(CheatSheets.All.Values, sheet => Assert.Matches(@"^https://cheatsheetseries\.owasp\.org/cheatsheets/[A-Z][A-Za-z_-]+_Cheat_Sheet\.html$", sheet.Url));
        Assert.Null(CheatSheets.For(1));
    }

    private static Contracts.Correlation.FindingState Xss(double day, Severity severity = Severity.High) => Seen(day, severity).Of(FindingKind.Code, 79);

    private static IEnumerable<string> Windows(KpiScenario scenario, double now) => scenario.At(now).Training.Select(row => row.Window);
}
