using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>
/// docs/metrics.md and docs/correlation.md, word by word, slow and without cleverness: a second opinion for property tests. It replays
/// all history at every question; the platform must come to the same figures without.
/// </summary>
/// <remarks>A scan is one <see cref="ScanPart"/> that holds all its results.</remarks>
public sealed class ReferenceEvaluator
{
    private static readonly Severity[] Severities = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low];

    private readonly ReferenceRules _rules;
    private readonly IReadOnlyList<ReferenceService> _services;

    public ReferenceEvaluator(IEnumerable<NativeEvent> history, ReferenceRules rules)
    {
        _rules = rules;
        _services =
        [
            .. history.DistinctBy(e => (e.Header.Source, e.Header.Id)).GroupBy(e => e.Service).OrderBy(service => service.Key, StringComparer.Ordinal)
                .Select(service => new ReferenceService(service.Key, service, rules)),
        ];
    }

    /// <summary>Which results are one finding; timeless.</summary>
    public IReadOnlyList<ReferenceFinding> Findings => [.. _services.SelectMany(service => service.Findings)];

    /// <summary>All figures at <paramref name="now"/>, of one service or of everything.</summary>
    public ReferenceReport At(DateTimeOffset now, string? service = null)
    {
        var services = _services.Where(one => service is null || one.Name == service).Select(one => new ServiceNow(one, _rules, now)).ToList();
        var findings = services.SelectMany(one => one.Findings).ToList();
        var episodes = findings.SelectMany(finding => finding.Episodes.Select(episode => new EpisodeNow(finding, episode, _rules, now))).ToList();
        return new(
            now,
            [.. from severity in Severities from window in _rules.Windows select Remediation(episodes.Where(episode => episode.Severity == severity), severity, window, now)],
            [.. Severities.Select(severity => Backlog(episodes.Where(episode => episode.Severity == severity), severity, now))],
            [.. from window in _rules.Windows from maturity in new[] { "settled", "provisional" } select Releases(services, window, maturity, now)],
            [.. _rules.Windows.Select(window => ShiftLeft(services, window, now))],
            [.. from severity in new[] { Severity.Critical, Severity.High } from window in _rules.Windows select Escapes(services, severity, window, now)],
            [.. _rules.Windows.SelectMany(window => Deployments(services, window, now))],
            Freshness(services), [.. Enum.GetValues<ScanKind>().Select(kind => Coverage(services, kind))],
            [.. _rules.Windows.Select(window => Late(services, window, now))], [.. _rules.Windows.SelectMany(window => Reasons(services, window, now))],
            [.. _rules.Windows.Select(window => Delivery(services, window, now))], [.. _rules.Windows.SelectMany(window => Training(findings, window, now))]);
    }

    private static ReferenceLate Late(IReadOnlyList<ServiceNow> services, TimeSpan window, DateTimeOffset now)
    {
        var high = (from service in services from finding in service.Findings where Counts(finding, window, now) select (service, At: finding.First.Header.Time)).ToList();
        var late = high.Count(one => one.service.Changes.Any(change => change.Header.Time > one.At && change.Header.Time - one.At <= TimeSpan.FromHours(48)));
        return new(Name(window), high.Count, late, Ratio(late, high.Count));
    }

    private static bool Counts(FindingNow finding, TimeSpan window, DateTimeOffset now) => !finding.IsVoid && finding.IsHigh && finding.First.Header.Time > now - window;

    private static IEnumerable<ReferenceEscapeReason> Reasons(IReadOnlyList<ServiceNow> services, TimeSpan window, DateTimeOffset now)
    {
        var escapes =
            (from service in services
             from finding in service.Escapes(now)
             where finding.First.Header.Time > now - window
             select service.WhyEscaped(finding)).ToList();
        var known = services.SelectMany(service => service.Findings.Where(finding => finding.IsHigh && service.Releases.Any(release =>
            release.InProduction > now - window && service.WasKnownAt(finding, release.InProduction))));
        return
        [
            .. new[] { "missed", "not_scanned", "disclosed_after_deployment" }.Select(reason => new ReferenceEscapeReason(Name(window), reason, escapes.Count(why => why == reason))),
            new(Name(window), "known_and_shipped", known.Count()),
        ];
    }

    private static ReferenceDelivery Delivery(IReadOnlyList<ServiceNow> services, TimeSpan window, DateTimeOffset now)
    {
        var changes = services.SelectMany(service => service.Changes.Where(change => change.Header.Time > now - window).Select(change => service.HasFailed(change))).ToList();
        var incidents = services.SelectMany(service => service.Incidents).ToList();
        var restored = incidents.Where(incident => incident.Restored > now - window).Select(incident => incident.Restored!.Value - incident.Opened).ToList();
        return new(
            Name(window), changes.Count, changes.Count / window.TotalDays, changes.Count(failed => failed), Ratio(changes.Count(failed => failed), changes.Count),
            incidents.Count(incident => incident.Opened > now - window), restored.Count, Sum(restored).TotalSeconds, Mean(restored));
    }

    private static IEnumerable<ReferenceTraining> Training(IReadOnlyList<FindingNow> findings, TimeSpan window, DateTimeOffset now) =>
        from finding in findings
        where !finding.IsVoid && finding.Kind != FindingKind.Dependency && finding.HighestSeverity != Severity.Info && finding.First.Header.Time > now - window
        from cwe in finding.Cwes
        group finding by cwe into weakness
        where weakness.Count() >= 3
        select new ReferenceTraining(Name(window), weakness.Key, weakness.Count(), weakness.Count(finding => finding.IsHigh));

    private ReferenceFreshness Freshness(IReadOnlyList<ServiceNow> services)
    {
        var scanned = services.Where(service => service.Scanning.Counts).ToList();
        var stale = scanned.Count(service => service.Scanning.IsStale);
        return new(
            stale > 0, scanned.Count, stale, scanned.Count(service => service.Scanning.IsUnscanned), scanned.Sum(service => service.Scanning.StaleScopes.Count()),
            _rules.StaleAfter.TotalSeconds);
    }

    private static ReferenceCoverage Coverage(IReadOnlyList<ServiceNow> services, ScanKind kind)
    {
        var scanned = services.Where(service => service.Scanning.Counts).ToList();
        var covered = scanned.Where(service => service.Scanning.InUse.Any(scope => scope.Kinds.Contains(kind))).ToList();
        var latest = covered.Select(service => service.Scanning.LatestCompleteOf(kind)).OfType<DateTimeOffset>().ToList();
        var fresh = covered.Count(service => service.Scanning.IsFresh(service.Scanning.LatestCompleteOf(kind)));
        return new(
            kind, scanned.Count, covered.Count, fresh, Ratio(fresh, scanned.Count), latest.Count == 0 ? null : latest.Min(), latest.Count == 0 ? null : latest.Max());
    }

    private static ReferenceRemediation Remediation(IEnumerable<EpisodeNow> ofSeverity, Severity severity, TimeSpan window, DateTimeOffset now)
    {
        var episodes = ofSeverity.ToList();
        var durations = episodes.Where(episode => episode.IsRemediatedIn(window)).Select(episode => episode.Episode.End!.Value - episode.Start).Order().ToList();
        var opened = episodes.Count(episode => episode.IsOpenedIn(window));
        var due = episodes.Where(episode => episode.IsDueIn(window)).ToList();
        var met = due.Count(episode => episode.IsMet);
        var triaged = episodes.Where(episode => !episode.Finding.IsVoid && episode.FirstTriaged is { } first && episode.IsIn(window, first)).Select(episode => episode.FirstTriaged!.Value - episode.Start).ToList();
        return new(
            severity, Name(window), durations.Count, opened, Sum(durations).TotalSeconds, Mean(durations), Quantile(durations, 1, 2), Quantile(durations, 9, 10),
            Survival.Median(episodes, window, now)?.TotalSeconds, due.Count, met, Ratio(durations.Count, opened), Ratio(met, due.Count), triaged.Count, Mean(triaged));
    }

    private static ReferenceBacklog Backlog(IEnumerable<EpisodeNow> ofSeverity, Severity severity, DateTimeOffset now)
    {
        var exposed = ofSeverity.Where(episode => episode.Episode.End is null && !episode.Finding.IsVoid).ToList();
        var open = exposed.Where(episode => !episode.Finding.IsAcceptedAt(now)).ToList();
        var ages = open.Select(episode => now - episode.Start).ToList();
        return new(
            severity, open.Count, exposed.Count - open.Count, open.Count(episode => now > episode.Deadline), open.Count(episode => episode.Finding.HasOnlyClosedTickets),
            ages.Count == 0 ? null : ages.Max().TotalSeconds, Mean(ages), ages.Count == 0 ? null : now - ages.Max());
    }

    private ReferenceReleases Releases(IReadOnlyList<ServiceNow> services, TimeSpan window, string maturity, DateTimeOffset now)
    {
        var latest = maturity == "settled" ? now - _rules.ObservationWindow : now;
        var releases =
            (from service in services.Index()
             from release in service.Item.Releases
             where release.InProduction > latest - window && release.InProduction <= latest
             select (Service: service.Index, Release: release)).ToList();
        var features = releases.SelectMany(one => one.Release.Features.Select(feature => (one.Service, feature, one.Release.IsClean))).GroupBy(one => (one.Service, one.feature)).ToList();
        var clean = releases.Count(one => one.Release.IsClean);
        return new(
            Name(window), maturity, releases.Count, clean, Ratio(clean, releases.Count), features.Count,
            features.Count(feature => feature.All(release => release.IsClean)), releases.Count(one => one.Release.ShippedWithKnown));
    }

    private static ReferenceShiftLeft ShiftLeft(IReadOnlyList<ServiceNow> services, TimeSpan window, DateTimeOffset now)
    {
        var caught =
            (from service in services
             from finding in service.Findings
             where !finding.IsVoid && finding.IsHigh && finding.First.Header.Time > now - window
             select service.Caught(finding).Where).ToList();
        var before = caught.Count(where => where == CaughtWhere.BeforeProduction);
        return new(
            Name(window), caught.Count, before, caught.Count(where => where == CaughtWhere.Production),
            caught.Count(where => where == CaughtWhere.Unattributed), Ratio(before, caught.Count));
    }

    private static ReferenceEscapes Escapes(IReadOnlyList<ServiceNow> services, Severity severity, TimeSpan window, DateTimeOffset now) => new(
        severity, Name(window),
        services.SelectMany(service => service.Escapes(now)).Count(finding => finding.HighestSeverity == severity && finding.First.Header.Time > now - window));

    private static IEnumerable<ReferenceDeployments> Deployments(IReadOnlyList<ServiceNow> services, TimeSpan window, DateTimeOffset now) =>
        from deployment in services.SelectMany(service => service.Deployments)
        where deployment.Outcome == DeploymentOutcome.Succeeded && deployment.Header.Time > now - window
        group deployment by deployment.Environment into environment
        orderby environment.Key
        select new ReferenceDeployments(environment.Key, Name(window), environment.Count());

    /// <summary>Nearest rank: the ⌈q·n⌉-th smallest, q as a fraction.</summary>
    private static double? Quantile(List<TimeSpan> sorted, int numerator, int denominator) =>
        sorted.Count == 0 ? null : sorted[((numerator * sorted.Count) + denominator - 1) / denominator - 1].TotalSeconds;

    private static TimeSpan Sum(List<TimeSpan> durations) => durations.Aggregate(TimeSpan.Zero, (sum, duration) => sum + duration);

    private static double? Mean(List<TimeSpan> durations) => durations.Count == 0 ? null : Sum(durations).TotalSeconds / durations.Count;

    private static double? Ratio(int part, int whole) => whole == 0 ? null : (double)part / whole;

    private static string Name(TimeSpan window) => $"{window.Days}d";
}
