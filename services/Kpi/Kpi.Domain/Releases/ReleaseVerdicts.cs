using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Findings;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>The findings behind each release's verdict, for people to read.</summary>
internal static class ReleaseVerdicts
{
    /// <param name="since">Releases that came to production before this instant are left out.</param>
    public static IReadOnlyList<ReleaseVerdict> Of(ServiceFacts service, ReleaseHistory history, long since, KpiTerms terms)
    {
        var explain = new EscapeReasons(service, history, terms);
        var from = history.FirstSince(since);
        var escapes = history.Releases.Select(_ => new List<UInt128>()).ToArray();
        var reasons = history.Releases.Select(_ => new List<EscapeReason>()).ToArray();
        var known = history.Releases.Select(_ => new List<UInt128>()).ToArray();
        var shipped = new List<int>();
        foreach (var facts in service.Findings)
        {
            var finding = facts.Read();
            if (!Counts(finding, terms))
            {
                continue;
            }
            var caught = Catch.Of(finding, history);
            if (caught.IsEscape(finding, terms))
            {
                escapes[caught.EscapedFrom!.Index].Add(facts.Id);
                reasons[caught.EscapedFrom.Index].Add(explain.Of(finding, caught.EscapedFrom));
            }
            if (caught.Place != CatchPlace.Unattributed)
            {
                shipped.Clear();
                KnownHigh.AddReleases(finding, history, from, terms, shipped);
                shipped.ForEach(release => known[release].Add(facts.Id));
            }
        }
        return
        [
            .. history.Releases.Skip(from).Select(release => new ReleaseVerdict(
                release.Version, release.Since, release.IsSettled(terms), escapes[release.Index].Count == 0,
                [.. release.Features.Distinct().Order(StringComparer.Ordinal)], escapes[release.Index], reasons[release.Index], known[release.Index])),
        ];
    }

    private static bool Counts(in Finding finding, KpiTerms terms) =>
        finding.FirstAt <= terms.Now
        && HighestSeverity.Of(finding, terms) >= Severity.High
        && !StandingDecision.IsVoid(StandingDecision.At(terms.Now, finding.Decisions, terms));
}
