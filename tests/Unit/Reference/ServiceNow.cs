using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>Where a finding was caught (§5).</summary>
public enum CaughtWhere { BeforeProduction, Production, Unattributed }

/// <summary>A service with its findings and deployments as the facts up to now show them.</summary>
public sealed class ServiceNow
{
    private readonly ReferenceRules _rules;
    private readonly IReadOnlyList<ReleaseDeployed> _toProduction;

    public ServiceNow(ReferenceService service, ReferenceRules rules, DateTimeOffset now)
    {
        _rules = rules;
        Findings = FindingNow.AllOf(service, rules, now);
        Scanning = new ScanningNow(service, rules, now);
        Deployments = [.. service.Events.OfType<ReleaseDeployed>().Where(deployment => deployment.Header.Time <= now)];
        _toProduction = [.. Deployments.Where(deployment => deployment.Outcome != DeploymentOutcome.Failed && rules.ProductionEnvironments.Contains(deployment.Environment))];
        Changes = [.. _toProduction.Where(deployment => deployment.Outcome == DeploymentOutcome.Succeeded)];
        Incidents = IncidentNow.AllOf(service, rules, now);
        Releases = [.. _toProduction.GroupBy(deployment => deployment.Version).Select(release => Judge(release.Key, [.. release], now))];
    }

    public IReadOnlyList<FindingNow> Findings { get; }
    public ScanningNow Scanning { get; }
    public IReadOnlyList<ReleaseDeployed> Deployments { get; }

    /// <summary>Successful deployments to production.</summary>
    public IReadOnlyList<ReleaseDeployed> Changes { get; }

    public IReadOnlyList<IncidentNow> Incidents { get; }
    public IReadOnlyList<ReleaseNow> Releases { get; }

    /// <summary>Escapes of the releases: findings that count against one.</summary>
    public IEnumerable<FindingNow> Escapes(DateTimeOffset now) => Findings.Where(finding => Releases.Any(release => IsEscape(finding, release.Version, release.InProduction, now)));

    public (CaughtWhere Where, string? Version) Caught(FindingNow finding)
    {
        var seen = finding.First.Header.Time;
        var version = finding.First.Scan.Version ?? VersionOf(finding.First.Scan.Commit);
        if (version is not null && _toProduction.Any(deployment => deployment.Version == version && deployment.Header.Time < seen))
            return (CaughtWhere.Production, version);
        if (finding.First.Scan.Stage != Stage.Production)
            return (CaughtWhere.BeforeProduction, null);
        var live = _toProduction.LastOrDefault(deployment => deployment.Header.Time < seen)?.Version;
        return live is null ? (CaughtWhere.Unattributed, null) : (CaughtWhere.Production, live);
    }

    private ReleaseNow Judge(string version, IReadOnlyList<ReleaseDeployed> deployments, DateTimeOffset now)
    {
        var inProduction = deployments.Min(deployment => deployment.Header.Time);
        return new(
            version, inProduction,
            IsClean: !Findings.Any(finding => IsEscape(finding, version, inProduction, now)),
            ShippedWithKnown: Findings.Any(finding => WasKnownAt(finding, inProduction)),
            [.. deployments.SelectMany(deployment => deployment.Features).Distinct()]);
    }

    private bool IsEscape(FindingNow finding, string version, DateTimeOffset inProduction, DateTimeOffset now)
    {
        var seen = finding.First.Header.Time;
        return Caught(finding) == (CaughtWhere.Production, version)
            && inProduction < seen && seen <= now && seen <= inProduction + _rules.ObservationWindow
            && finding.IsHigh && !finding.IsVoid;
    }

    /// <summary>§9: why a finding escaped.</summary>
    public string WhyEscaped(FindingNow finding)
    {
        var release = Releases.Single(one => one.Version == Caught(finding).Version);
        var looked = Scanning.Scopes.Where(scope => scope.Finds(finding.Kind) && scope.Complete.Any(scan => IsOf(scan, release))).ToList();
        return looked.Count == 0 ? "not_scanned"
            : finding.Kind == FindingKind.Dependency && looked.Any(scope => scope.Tool == finding.First.Scan.Tool) ? "disclosed_after_deployment"
            : "missed";
    }

    /// <summary>§10: a rollback to another version, or an incident, followed before the next change.</summary>
    public bool HasFailed(ReleaseDeployed change)
    {
        var later = _toProduction.SkipWhile(deployment => deployment != change).Skip(1).TakeWhile(deployment => deployment.Outcome != DeploymentOutcome.Succeeded);
        return later.Any(rollback => rollback.Version != change.Version)
            || Incidents.Any(incident => Changes.LastOrDefault(one => one.Header.Time < incident.Opened && (incident.Version is null || incident.Version == one.Version)) == change);
    }

    /// <summary>The scan was made by when the release went to production, and is of it: by version, else by commit, else because no release came in between.</summary>
    private bool IsOf(ScanPart scan, ReleaseNow release)
    {
        if (scan.Header.Time > release.InProduction)
            return false;
        if ((scan.Scan.Version ?? VersionOf(scan.Scan.Commit)) is { } version)
            return version == release.Version;
        return scan.Scan.Commit is null && !Releases.Any(other => other.InProduction < release.InProduction && other.InProduction >= scan.Header.Time);
    }

    /// <summary>An open high-severity finding, caught before production or escaped from an earlier release, stood at the instant.</summary>
    public bool WasKnownAt(FindingNow finding, DateTimeOffset instant) =>
        !finding.IsVoid
        && finding.SeverityAt(instant) >= Severity.High
        && !finding.IsAcceptedAt(instant)
        && Caught(finding) switch
        {
            (CaughtWhere.BeforeProduction, _) => true,
            (CaughtWhere.Production, var version) => _toProduction.Any(deployment => deployment.Version == version && deployment.Header.Time < instant),
            _ => false,
        };

    /// <summary>The version that the latest deployment naming both gives the commit, in whatever environment and with whatever outcome.</summary>
    private string? VersionOf(string? commit) => commit is null ? null : Deployments.LastOrDefault(deployment => deployment.Commit == commit)?.Version;
}

/// <summary>A release that is or was in production.</summary>
/// <param name="InProduction">t_prod: its first deployment there.</param>
public sealed record ReleaseNow(string Version, DateTimeOffset InProduction, bool IsClean, bool ShippedWithKnown, IReadOnlyList<string> Features);
