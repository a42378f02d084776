using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.States;

/// <summary>What people read about a finding and no KPI depends on; it stays in the database.</summary>
public sealed record Dossier(FirstSighting First, IReadOnlyList<Decision> Decisions, IReadOnlyList<TicketChange> Tickets, FindingDetail Detail)
{
    public static Dossier Of(FindingState finding) => new(finding.First, finding.Decisions, finding.Tickets, finding.Detail);
}
