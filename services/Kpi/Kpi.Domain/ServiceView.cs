using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Findings;
using MetricsPlatform.Kpi.Domain.Releases;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain;

/// <summary>One service as it stood at an instant, finding by finding and release by release, for people to read. Counts only facts with event time ≤ <c>now</c>.</summary>
public sealed class ServiceView(ServiceFacts facts, KpiRules rules, DateTimeOffset now)
{
    private readonly KpiTerms _terms = new(rules, now);
    private ReleaseHistory? _history;

    public ServiceFacts Facts => facts;

    public DateTimeOffset At => now;

    private ReleaseHistory History => _history ??= new ReleaseHistory(facts, _terms);

    /// <summary>The latest scan of each kind of finding over the scopes in use; of kind null: of scopes that have listed nothing yet.</summary>
    public IEnumerable<(FindingKind? Kind, DateTimeOffset At)> LastScans => facts.ScannedScopes.Where(scope => scope.IsInUse(_terms.Now))
        .SelectMany(scope => scope.FindingKinds.Count == 0 ? [null] : scope.FindingKinds.Select(kind => (FindingKind?)kind), (scope, kind) => (Kind: kind, At: scope.LatestScan(_terms.Now)!.Value))
        .GroupBy(scan => scan.Kind, scan => scan.At)
        .Select(scans => (scans.Key, new DateTimeOffset(scans.Max(), TimeSpan.Zero)));

    /// <summary>Where a finding stands; null when nothing had seen it by then.</summary>
    public FindingSummary? Summarize(FindingFacts finding) => FindingStatusReader.Summarize(finding.Read(), _terms);

    /// <summary>What a finding is and was; null when nothing had seen it by then.</summary>
    public FindingStatus? StatusOf(FindingFacts finding) => FindingStatusReader.Read(finding.Read(), _terms);

    /// <summary>Where a finding was caught (§5).</summary>
    public Caught CaughtOf(FindingFacts finding)
    {
        var caught = Catch.Of(finding.Read(), History);
        return caught.Place switch
        {
            CatchPlace.BeforeProduction => new Caught("before_production", null),
            CatchPlace.Production => new Caught("production", caught.EscapedFrom!.Version),
            _ => new Caught("unattributed", null),
        };
    }

    /// <summary>When each release came to production, oldest first.</summary>
    public IEnumerable<DateTimeOffset> Releases => History.Releases.Select(release => release.Since);

    /// <summary>Releases that came to production at an instant or later, oldest first, with the findings behind each verdict.</summary>
    public IReadOnlyList<ReleaseVerdict> VerdictsSince(DateTimeOffset since) => ReleaseVerdicts.Of(facts, History, since.UtcTicks, _terms);
}
