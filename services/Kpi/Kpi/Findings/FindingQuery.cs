using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.Http;
using Microsoft.AspNetCore.Mvc;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>Parameters that narrow a list of findings.</summary>
public sealed class FindingQuery
{
    [FromQuery(Name = "state")] public string? State { get; init; }
    [FromQuery(Name = "severity")] public string? Severity { get; init; }
    [FromQuery(Name = "kind")] public string? Kind { get; init; }
    [FromQuery(Name = "tool")] public string? Tool { get; init; }

    internal FindingChoice Read(List<string> complaints) => new(
        QueryWord<FindingFilter>.Read("state", State, complaints) ?? FindingFilter.Open, QueryWord<Severity>.Read("severity", Severity, complaints),
        QueryWord<FindingKind>.Read("kind", Kind, complaints), Tool);
}

/// <summary>Which findings are in a list; null: any.</summary>
/// <param name="Tool">The one that saw it first.</param>
internal sealed record FindingChoice(FindingFilter State, Severity? Severity = null, FindingKind? Kind = null, string? Tool = null)
{
    /// <summary>More than any list has.</summary>
    public const int All = int.MaxValue / 2;

    /// <param name="after">Where the page before ended.</param>
    /// <param name="room">How many to keep.</param>
    public TopFindings Of(KpiSubject subject, FindingPosition? after, int room)
    {
        var all = new TopFindings(room);
        foreach (var ofService in subject.Services.Select(s => s.Facts).AsParallel().Select(service => Of(service, subject, after, room)))
        {
            all.Merge(ofService);
        }
        return all;
    }

    private TopFindings Of(ServiceFacts service, KpiSubject subject, FindingPosition? after, int room)
    {
        var (top, view) = (new TopFindings(room), new ServiceView(service, subject.Rules, subject.At));
        foreach (var finding in service.Findings)
        {
            if (!MayAdmit(finding) || view.Summarize(finding) is not { } summary || !State.Admits(summary) || (Severity is not null && summary.Severity != Severity))
            {
                continue;
            }
            var position = new FindingPosition(summary.Severity, summary.Since, finding.Id);
            if (after is { } last && position.CompareTo(last) <= 0)
            {
                top.Count();
            }
            else
            {
                top.Add(new ListedFinding(position, finding, view));
            }
        }
        return top;
    }

    private bool MayAdmit(FindingFacts finding) => (Kind is null || finding.Kind == Kind) && (Tool is null || finding.Tool == Tool);
}
