using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Correlation.Domain.States;

/// <summary>Which findings a decision is about, as far as they are known.</summary>
public static class DecidedFindings
{
    /// <summary>More are not told: a decision without a package may be about every finding of a vulnerability.</summary>
    private const int Most = 100;

    /// <summary>Their ids, in order.</summary>
    public static IReadOnlyList<string> Of(FindingTriaged decision, ServiceHistory history) =>
    [
        .. history.Registry.Naming(decision.Match.Rule).Where(result => result.LiveScans > 0).Select(result => result.Atom.Group!).Distinct()
            .Where(group => history.Ledger.DecisionsAbout(FindingTimeline.LiveResults(group)).Exists(d => d.Source == decision.Header.Source && d.Id == decision.Header.Id))
            .Select(group => group.Leader.Id).Order(StringComparer.Ordinal).Take(Most),
    ];
}
