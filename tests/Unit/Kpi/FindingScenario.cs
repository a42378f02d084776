using System.Globalization;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>Builds a finding step by step, in order of time: <c>Seen(1).Gone(5)</c>.</summary>
internal static class FindingScenario
{
    private static readonly FindingDetail Nothing = new(null, null, null, [], [], null, [], [], [], [], []);

    /// <param name="id">Sorts it among the others of its scenario; without it the scenario gives it one.</param>
    public static FindingState Seen(
        double day, Severity severity = Severity.High, Stage stage = Stage.Build, string? version = null, string? commit = null, char? id = null) =>
        new(id is { } letter ? Id(letter) : "", FindingKind.Dependency, new FirstSighting(Day(day), severity, stage, version, commit, "trivy", "", "scans", "s1"),
            [new TimelineStep(Day(day), severity)], [], [], Nothing);

    public static string Id(int number) => number.ToString("x32", CultureInfo.InvariantCulture);

    public static FindingState Again(this FindingState finding, double day, Severity severity = Severity.High) =>
        finding.Then(new TimelineStep(Day(day), severity));

    public static FindingState Gone(this FindingState finding, double day) => finding.Then(new TimelineStep(Day(day), null));

    public static FindingState Retired(this FindingState finding, double day) => finding.Then(new TimelineStep(Day(day), null, Retired: true));

    public static FindingState Accepted(this FindingState finding, double day, double? until = null) =>
        finding.Decided(day, TriageDecision.RiskAccepted, until);

    public static FindingState Decided(this FindingState finding, double day, TriageDecision decision, double? until = null) => finding with
    {
        Decisions = [.. finding.Decisions, new Decision(Day(day), decision, until is { } end ? Day(end) : null, "ann", null, "triage", $"t{finding.Decisions.Count}")],
    };

    public static FindingState Ticket(this FindingState finding, double day, TicketStatus status, string key = "SEC-1", string tracker = "jira") => finding with
    {
        Tickets = [.. finding.Tickets, new TicketChange(Day(day), tracker, key, status, null, null, "jira", $"c{finding.Tickets.Count}")],
    };

    /// <param name="cwe">Weaknesses that it is an instance of.</param>
    public static FindingState Of(this FindingState finding, FindingKind kind, params int[] cwe) => finding with { Kind = kind, Detail = finding.Detail with { Cwe = cwe } };

    private static FindingState Then(this FindingState finding, TimelineStep step) => finding with { Timeline = [.. finding.Timeline, step] };
}
