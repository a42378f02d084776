using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.Explain;
using MetricsPlatform.Kpi.Domain.Remediation;
using MetricsPlatform.Tests.Cases;
using MetricsPlatform.Tests.Unit.Pipeline;
using MetricsPlatform.Tests.Unit.Reference;

namespace MetricsPlatform.Tests.Unit.Kpi.Explain;

/// <summary>Whoever has the rows of a figure computes the figure.</summary>
public sealed class RecountTests
{
    public static TheoryData<string> Names => [.. WorkedCase.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_figure_of_the_worked_cases_follows_from_its_rows(string name)
    {
        var worked = WorkedCase.Load(name);
        var services = new PurePipeline(EventReader.Read(worked.Events)).Increments;
        foreach (var at in worked.Expected.Select(expected => expected.At))
        {
            var report = KpiEvaluation.Evaluate(services, PurePipeline.Rules, at);
            foreach (var (definition, selection) in KpiDefinitions.All.SelectMany(d => Selections(d, report), (d, s) => (d, s)))
            {
                var explained = KpiExplanation.Of(definition, selection, services, PurePipeline.Rules, at);
                var (formula, rows) = (definition.Formula, explained.Rows.Select(row => (IReadOnlyList<string>)[.. row.Cells.Select(CellText.Of)]).ToList());

                var recounted = new Recount(definition.Columns, rows).Of(formula.Kind, formula.Column, formula.Part, formula.Whole, formula.Percent);

                Assert.Equal(definition.In(report, selection), explained.Value);
                Same(explained.Value, recounted, $"{definition.Id} {selection} at {at:O}");
            }
        }
    }

    [Fact]
    public void The_worked_cases_have_rows_for_every_figure()
    {
        var seen = new HashSet<string>();
        foreach (var (worked, at) in WorkedCase.Names.Select(WorkedCase.Load).SelectMany(w => w.Expected, (w, expected) => (w, expected.At)))
        {
            var services = new PurePipeline(EventReader.Read(worked.Events)).Increments;
            var report = KpiEvaluation.Evaluate(services, PurePipeline.Rules, at);
            seen.UnionWith(KpiDefinitions.All.Where(d => !seen.Contains(d.Id)
                && Selections(d, report).Any(s => KpiExplanation.Of(d, s, services, PurePipeline.Rules, at).Rows.Count > 0)).Select(d => d.Id));
        }

        Assert.Equal(KpiDefinitions.All.Select(d => d.Id).Where(id => id != "claimed_fixed").Order(), seen.Order());
    }

    [Fact]
    public void Claimed_fixed_has_the_findings_whose_tickets_are_closed()
    {
        var facts = KpiScenario.Given(FindingScenario.Seen(1).Ticket(2, TicketStatus.Closed), FindingScenario.Seen(1).Ticket(2, TicketStatus.Open)).Facts;

        var explained = KpiExplanation.Of(KpiDefinitions.Of("claimed_fixed"), new KpiSelection(Severity.High), [facts], KpiScenario.Rules, KpiScenario.Day(3));

        Assert.Equal(1, explained.Value);
        Assert.Equal(facts.Findings.First().Id, Assert.Single(explained.Rows).Finding);
    }

    /// <summary>Every single number of a figure in a report.</summary>
    private static IEnumerable<KpiSelection> Selections(KpiDefinition definition, KpiReport report) =>
        from severity in Choices<Severity?>(definition, KpiDimensions.Severity, [Severity.Critical, Severity.High, Severity.Medium, Severity.Low])
        from window in Choices(definition, KpiDimensions.Window, report.ShiftLeft.Select(s => s.Window))
        from maturity in Choices(definition, KpiDimensions.Maturity, ["settled", "provisional"])
        from environment in Choices(definition, KpiDimensions.Environment, report.Deployments.Select(d => d.Environment).Distinct())
        from age in Choices(definition, KpiDimensions.Age, AgeBand.Names)
        let selection = new KpiSelection(severity, window, maturity, environment, age)
        where definition.Id != "escaped" || severity >= Severity.High
        select selection;

    private static IEnumerable<T?> Choices<T>(KpiDefinition definition, KpiDimensions dimension, IEnumerable<T?> all) =>
        definition.Dimensions.HasFlag(dimension) ? all : [default];

    private static void Same(double? expected, double? actual, string what) =>
        Assert.True(expected is null ? actual is null : actual is { } number && Math.Abs(expected.Value - number) <= 1e-9 * Math.Max(1, Math.Abs(number)), $"{what}: {actual}, not {expected}");
}
