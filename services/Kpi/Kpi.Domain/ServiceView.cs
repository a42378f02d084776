using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Findings;
using MetricsPlatform.Kpi.Domain.Releases;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain;

/// <summary>One service as it stood at an instant, finding by finding and release by release, for people to read. Counts only facts with event time ≤ <c>now</c>.</summary>
public sealed class ServiceView(ServiceFacts facts, KpiRules rules, DateTimeOffset now)
{
    private readonly KpiTerms _terms = new(rules, now);

    public ServiceFacts Facts => facts;

    public DateTimeOffset At => now;

    private ReleaseHistory History => facts.ReleasesAt(_terms);

    /// <summary>The latest scan of each kind of finding over the scopes in use; of kind null: of scopes that have listed nothing yet.</summary>
    public IEnumerable<(FindingKind? Kind, DateTimeOffset At)> LastScans => facts.ScannedScopes.Where(scope => scope.IsInUse(_terms.Now))
        .SelectMany(scope => scope.FindingKinds.Count == 0 ? [null] : scope.FindingKinds.Select(kind => (FindingKind?)kind), (scope, kind) => (Kind: kind, At: scope.LatestScan(_terms.Now)!.Value))
        .GroupBy(scan => scan.Kind, scan => scan.At)
        .Select(scans => (scans.Key, new DateTimeOffset(scans.Max(), TimeSpan.Zero)));

    /// <summary>What was scanned by then, by tool and target.</summary>
    public IEnumerable<ScopeView> Scopes => facts.ScannedScopes.Where(scope => scope.LatestScan(_terms.Now) is not null)
        .OrderBy(scope => scope.Name.Tool, StringComparer.Ordinal).ThenBy(scope => scope.Name.Target, StringComparer.Ordinal)
        .Select(scope => new ScopeView(
            scope.Name.Tool, scope.Name.Target, scope.FindingKinds, Instant(scope.LatestScan(_terms.Now))!.Value, Instant(scope.LatestComplete(_terms.Now)), Instant(scope.RetiredAt(_terms.Now))));

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
            CatchPlace.BeforeProduction => new Caught("before_production", null, caught.Rule),
            CatchPlace.Production => new Caught("production", caught.EscapedFrom!.Version, caught.Rule),
            _ => new Caught("unattributed", null, caught.Rule),
        };
    }

    /// <summary>When each release came to production, oldest first.</summary>
    public IEnumerable<DateTimeOffset> Releases => History.Releases.Select(release => release.Since);

    /// <summary>Releases that came to production at an instant or later, oldest first, with the findings behind each verdict.</summary>
    public IReadOnlyList<ReleaseVerdict> VerdictsSince(DateTimeOffset since) => ReleaseVerdicts.Of(facts, History, since.UtcTicks, _terms);

    private static DateTimeOffset? Instant(long? ticks) => ticks is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
}

/// <summary>What one tool scans of a service.</summary>
/// <param name="Kinds">Kinds of findings that its scans have listed.</param>
/// <param name="LastComplete">The latest complete and successful scan; null: there was none.</param>
/// <param name="RetiredAt">Since when nobody scans it; null: somebody does.</param>
public sealed record ScopeView(
    string Tool, string Target, IReadOnlyList<FindingKind> Kinds, DateTimeOffset LastScan, DateTimeOffset? LastComplete, DateTimeOffset? RetiredAt);
