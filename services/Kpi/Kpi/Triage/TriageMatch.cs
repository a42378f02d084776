using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Triage;

/// <summary>What a decision about a finding is about, in the words of <c>finding.triaged</c>: as narrow as these can say it.</summary>
/// <param name="Package">Of a dependency.</param>
/// <param name="Path">Of what is in a file.</param>
public sealed record TriageMatch(string Rule, string? Package, string? Path)
{
    /// <summary>Null: the details are not known yet.</summary>
    internal static TriageMatch? Of(FindingKind kind, FindingDetail? detail) => detail is not { Rules: [var rule, ..] } ? null : kind switch
    {
        FindingKind.Dependency => new(rule, detail.Packages.Count > 0 ? detail.Packages[0] : null, null),
        FindingKind.Code or FindingKind.Secret or FindingKind.Configuration => new(rule, null, detail.Paths is [var path, ..] ? path : null),
        _ => new(rule, null, null),
    };
}
