using System.Text.RegularExpressions;
using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.Controls;
using MetricsPlatform.Tests.Unit.Architecture;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/controls.md, and the evidence for it.</summary>
public sealed partial class ControlTests
{
    [Fact]
    public void The_page_and_the_table_say_the_same() => Assert.Equal(
        Row().Matches(Repository.Read("docs", "controls.md")).Select(row => row.Value),
        ControlTable.All.Select(e => $"| `{e.Id}` | {e.Title} | {string.Join(" | ", e.Controls.Values.Select(ids => string.Join(", ", ids)))} |"));

    [Fact]
    public void Every_kind_of_scan_and_every_section_of_figures_has_its_line()
    {
        var sections = typeof(KpiReport).GetProperties().Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]).Except(["at", "coverage"]);

        Assert.Equal(
            Enum.GetNames<ScanKind>().Select(kind => kind.ToLowerInvariant()).Concat(sections).Order(StringComparer.Ordinal),
            ControlTable.All.Select(e => e.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Framework.Ssdf, @"^(PO|PS|PW|RV)\.\d\.\d$")]
    [InlineData(Framework.Csf, @"^(GV|ID|PR|DE|RS|RC)\.[A-Z]{2}-\d{2}$")]
    [InlineData(Framework.Iso27001, @"^(5\.([1-9]|[12]\d|3[0-7])|6\.[1-8]|7\.([1-9]|1[0-4])|8\.([1-9]|[12]\d|3[0-4]))$")]
    [InlineData(Framework.Cis, @"^([1-9]|1[0-8])\.\d{1,2}$")]
    public void Ids_are_of_the_form_of_their_framework(Framework framework, string form)
    {
        var ids = ControlTable.All.SelectMany(e => e.Controls[framework]).ToList();

        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Matches(form, id));
    }

    [Fact]
    public void A_kind_of_scan_is_evidence_as_far_as_it_covers_every_service_freshly()
    {
        var (one, other) = (Given().Scanned("semgrep", 9), Given().Scanned("zap", 9) with { Service = "search" });

        Assert.Equal(EvidenceState.Full, State("sast", 10, one));
        Assert.Equal(EvidenceState.Partial, State("sast", 17, one));
        Assert.Equal(EvidenceState.Partial, State("sast", 10, one, other));
        Assert.Equal(EvidenceState.Absent, State("iac", 10, one, other));
    }

    [Fact]
    public void A_figure_is_evidence_as_far_as_it_rests_on_recent_scans()
    {
        var deployed = Given().Deployed("1.0", 1);

        Assert.Equal(EvidenceState.Full, State("backlog", 10, deployed.Scanned("semgrep", 9)));
        Assert.Equal(EvidenceState.Partial, State("backlog", 20, deployed.Scanned("semgrep", 9)));
        Assert.Equal(EvidenceState.Absent, State("backlog", 10, deployed));
        Assert.Equal(EvidenceState.Absent, State("backlog", 10));
    }

    [Fact]
    public void What_people_have_looked_at_counts_however_long_ago() =>
        Assert.Equal(EvidenceState.Full, State("manual", 90, Given().Lists("pentest", ScanKind.Manual).Scanned("pentest", 1)));

    private static EvidenceState State(string id, double now, params KpiScenario[] services) =>
        EvidenceStates.Of(ControlTable.All.Single(e => e.Id == id), KpiEvaluation.Evaluate(services.Select(s => s.Facts), Rules, Day(now)));

    /// <summary>A line of one of the two tables.</summary>
    [GeneratedRegex(@"^\| `\w+` \|.*\|.*\|.*\|.*\|.*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
