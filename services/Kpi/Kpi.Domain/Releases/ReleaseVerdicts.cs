using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Findings;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>The findings behind each release's verdict, for people to read.</summary>
internal static class ReleaseVerdicts
{
    public static IReadOnlyList<ReleaseVerdict> Of(ServiceFacts service, KpiTerms terms)
    {
        var history = new ReleaseHistory(service.Releases, terms);
        var escapes = history.Releases.Select(_ => new List<string>()).ToArray();
        var known = history.Releases.Select(_ => new List<string>()).ToArray();
        var shipped = new List<int>();
        foreach (var finding in service.Findings.Where(finding => Counts(finding, terms)).OrderBy(finding => finding.Id, StringComparer.Ordinal))
        {
            var caught = Catch.Of(finding, history);
            if (caught.IsEscape(finding, terms))
            {
                escapes[caught.EscapedFrom!.Index].Add(finding.Id);
            }
            if (caught.Place != CatchPlace.Unattributed)
            {
                shipped.Clear();
                KnownHigh.AddReleases(finding, history, terms, shipped);
                shipped.ForEach(release => known[release].Add(finding.Id));
            }
        }
        return
        [
            .. history.Releases.Select(release => new ReleaseVerdict(
                release.Version, release.Since, release.IsSettled(terms), escapes[release.Index].Count == 0,
                [.. release.Features], escapes[release.Index], known[release.Index])),
        ];
    }

    private static bool Counts(FindingFacts finding, KpiTerms terms) =>
        terms.Knows(finding.First.At)
        && HighestSeverity.Of(finding, terms) >= Severity.High
        && !StandingDecision.IsVoid(StandingDecision.At(terms.Now, finding.Decisions, terms));
}
