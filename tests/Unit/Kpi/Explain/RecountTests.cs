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
    // The worked cases have neither.
    private static readonly string[] OfIncidents = ["incidents", "restored_incidents", "time_to_restore"];
    private static readonly string[] OfWeaknesses = ["recurring_weakness", "recurring_weakness_high"];

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

                var recounted = Recount(explained);

                Assert.Equal(definition.In(report, selection), explained.Value);
                Same(explained.Value, recounted, $"{definition.Id} {selection} at {at:O}");
            }
        }
    }

    [Fact]
    public void Incidents_and_weaknesses_follow_from_their_rows()
    {
        var facts = KpiScenario.Given([.. Enumerable.Range(0, 4).Select(i => FindingScenario.Seen(1, i < 3 ? Severity.High : Severity.Low).Of(FindingKind.Code, 79))])
            .Deployed("1.0", 1).Incident("I-1", (2, IncidentStatus.Open), (3.5, IncidentStatus.Resolved)).Incident("I-2", (4, IncidentStatus.Open)).Facts;

        Assert.Equal([1, 2, 1.5 * 86400], OfIncidents.Order().Select(id => Recounted(id, new KpiSelection(Window: "30d"))).Order());
        Assert.Equal([4, 3], OfWeaknesses.Select(id => Recounted(id, new KpiSelection(Window: "30d", Cwe: 79))));

        double? Recounted(string id, KpiSelection selection)
        {
            var explained = KpiExplanation.Of(KpiDefinitions.Of(id), selection, [facts], KpiScenario.Rules, KpiScenario.Day(5));
            Same(explained.Value, Recount(explained), id);
            return explained.Value;
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

        Assert.Equal(KpiDefinitions.All.Select(d => d.Id).Except(["claimed_fixed", "unscanned_services", .. OfIncidents, .. OfWeaknesses]).Order(), seen.Order());
    }

    [Fact]
    public void A_service_that_is_deployed_and_not_scanned_is_a_row()
    {
        var facts = KpiScenario.Given().Deployed("1.0", 1).Facts;

        var explained = KpiExplanation.Of(KpiDefinitions.Of("unscanned_services"), new KpiSelection(), [facts], KpiScenario.Rules, KpiScenario.Day(5));

        Assert.Equal((1, facts.Service), (explained.Value, Assert.Single(explained.Rows).Service));
    }

    [Fact]
    public void Claimed_fixed_has_the_findings_whose_tickets_are_closed()
    {
        var facts = KpiScenario.Given(FindingScenario.Seen(1).Ticket(2, TicketStatus.Closed), FindingScenario.Seen(1).Ticket(2, TicketStatus.Open)).Facts;

        var explained = KpiExplanation.Of(KpiDefinitions.Of("claimed_fixed"), new KpiSelection(Severity.High), [facts], KpiScenario.Rules, KpiScenario.Day(3));

        Assert.Equal(1, explained.Value);
        Assert.Equal(facts.Findings.First().Id, Assert.Single(explained.Rows).Finding);
    }

    private static double? Recount(KpiExplanation explained)
    {
        var formula = explained.Definition.Formula;
        var rows = explained.Rows.Select(row => (IReadOnlyList<string>)[.. row.Cells.Select(CellText.Of)]).ToList();
        return new Recount(explained.Definition.Columns, rows).Of(formula.Kind, formula.Column, formula.Part, formula.Whole, formula.Percent, explained.Selection.Window);
    }

    /// <summary>Every single number of a figure in a report.</summary>
    private static IEnumerable<KpiSelection> Selections(KpiDefinition definition, KpiReport report) =>
        from severity in Choices<Severity?>(definition, KpiDimensions.Severity, [Severity.Critical, Severity.High, Severity.Medium, Severity.Low])
        from window in Choices(definition, KpiDimensions.Window, report.ShiftLeft.Select(s => s.Window))
        from maturity in Choices(definition, KpiDimensions.Maturity, ["settled", "provisional"])
        from environment in Choices(definition, KpiDimensions.Environment, report.Deployments.Select(d => d.Environment).Distinct())
        from age in Choices(definition, KpiDimensions.Age, AgeBand.Names)
        from scan in Choices(definition, KpiDimensions.Scan, Enum.GetValues<ScanKind>().Cast<ScanKind?>())
        from reason in Choices(definition, KpiDimensions.Reason, Enum.GetValues<EscapeReason>().Cast<EscapeReason?>())
        from cwe in Choices(definition, KpiDimensions.Cwe, report.Training.Where(t => t.Window == window).Select(t => (int?)t.Cwe))
        let selection = new KpiSelection(severity, window, maturity, environment, age, scan, reason, cwe)
        where definition.Id != "escaped" || severity >= Severity.High
        select selection;

    private static IEnumerable<T?> Choices<T>(KpiDefinition definition, KpiDimensions dimension, IEnumerable<T?> all) =>
        definition.Dimensions.HasFlag(dimension) ? all : [default];

    private static void Same(double? expected, double? actual, string what) =>
        Assert.True(expected is null ? actual is null : actual is { } number && Math.Abs(expected.Value - number) <= 1e-9 * Math.Max(1, Math.Abs(number)), $"{what}: {actual}, not {expected}");
}
