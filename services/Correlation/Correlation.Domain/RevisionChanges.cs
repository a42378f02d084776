using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Grouping;
using MetricsPlatform.Correlation.Domain.States;

namespace MetricsPlatform.Correlation.Domain;

/// <summary>What a revision does to findings: how many are new, reopened and cleared, of which severity, and the worst that rise.</summary>
internal sealed class RevisionChanges(ServiceHistory history)
{
    private readonly Dictionary<Severity, SeverityChange> bySeverity = [];
    private readonly Dictionary<Group, Risen> risen = [];

    public int New => bySeverity.Values.Sum(c => c.New);
    public int Reopened => bySeverity.Values.Sum(c => c.Reopened);
    public int Cleared => bySeverity.Values.Sum(c => c.Cleared);

    public IReadOnlyList<SeverityChange>? Severities => bySeverity.Count == 0 ? null : [.. bySeverity.Values.OrderByDescending(c => c.Severity)];

    public IReadOnlyList<Risen>? Worst => risen.Count == 0 ? null :
        [.. risen.Values.OrderByDescending(r => r.Severity).ThenBy(r => r.Finding, StringComparer.Ordinal).Take(EventOutcome.MostRisen)];

    public void AddNew(Group group)
    {
        var change = Of(group);
        bySeverity[change.Severity] = change with { New = change.New + 1 };
        risen.Add(group, new(group.Leader.Id, Reopened: false, change.Severity));
    }

    public void AddReopened(Group group)
    {
        var change = Of(group);
        bySeverity[change.Severity] = change with { Reopened = change.Reopened + 1 };
        risen.Add(group, new(group.Leader.Id, Reopened: true, change.Severity));
    }

    public void AddCleared(Group group)
    {
        var change = Of(group);
        bySeverity[change.Severity] = change with { Cleared = change.Cleared + 1 };
    }

    public bool HasRisen(Group group) => risen.ContainsKey(group);

    private SeverityChange Of(Group group)
    {
        var severity = FindingTimeline.SeverityOf(group, history);
        return bySeverity.GetValueOrDefault(severity) ?? new(severity, 0, 0, 0);
    }
}
