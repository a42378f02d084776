using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>Builds a finding step by step, in order of time: <c>Seen(1).Gone(5)</c>.</summary>
internal static class FindingScenario
{
    public static FindingFacts Seen(
        double day, Severity severity = Severity.High, Stage stage = Stage.Build, string? version = null, string? commit = null, string id = "f") =>
        new(id, FindingKind.Dependency, new FirstSighting(Day(day), severity, stage, version, commit, "trivy", "", "scans", "s1"),
            [new TimelineStep(Day(day), severity)], [], []);

    public static FindingFacts Again(this FindingFacts finding, double day, Severity severity = Severity.High) =>
        finding.Then(new TimelineStep(Day(day), severity));

    public static FindingFacts Gone(this FindingFacts finding, double day) => finding.Then(new TimelineStep(Day(day), null));

    public static FindingFacts Retired(this FindingFacts finding, double day) => finding.Then(new TimelineStep(Day(day), null, Retired: true));

    public static FindingFacts Accepted(this FindingFacts finding, double day, double? until = null) =>
        finding.Decided(day, TriageDecision.RiskAccepted, until);

    public static FindingFacts Decided(this FindingFacts finding, double day, TriageDecision decision, double? until = null) => finding with
    {
        Decisions = [.. finding.Decisions, new Decision(Day(day), decision, until is { } end ? Day(end) : null, "ann", null, "triage", $"t{finding.Decisions.Length}")],
    };

    public static FindingFacts Ticket(this FindingFacts finding, double day, TicketStatus status, string key = "SEC-1", string tracker = "jira") => finding with
    {
        Tickets = [.. finding.Tickets, new TicketChange(Day(day), tracker, key, status, null, null, "jira", $"c{finding.Tickets.Length}")],
    };

    private static FindingFacts Then(this FindingFacts finding, TimelineStep step) => finding with { Timeline = [.. finding.Timeline, step] };
}
