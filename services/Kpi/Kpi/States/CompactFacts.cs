using System.Collections.Concurrent;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Kpi.States;

/// <summary>Makes a finding small: details stay in the database, and texts that many findings share (tool, scan, commit) are held once.</summary>
internal static class CompactFacts
{
    private static readonly ConcurrentDictionary<string, string> Pool = new(StringComparer.Ordinal);

    public static FindingFacts Of(FindingState finding) =>
        Of(new FindingFacts(finding.Id, finding.Kind, finding.First, [.. finding.Timeline], [.. finding.Decisions], [.. finding.Tickets]));

    public static FindingFacts Of(FindingFacts facts) => facts with { First = Of(facts.First) };

    private static FirstSighting Of(FirstSighting first) => first with
    {
        Version = first.Version is null ? null : Shared(first.Version),
        Commit = first.Commit is null ? null : Shared(first.Commit),
        Tool = Shared(first.Tool),
        Target = Shared(first.Target),
        Source = Shared(first.Source),
        Id = Shared(first.Id),
    };

    private static string Shared(string text) => Pool.GetOrAdd(text, text);
}
