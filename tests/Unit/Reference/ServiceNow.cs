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
        Releases = [.. _toProduction.GroupBy(deployment => deployment.Version).Select(release => Judge(release.Key, [.. release], now))];
    }

    public IReadOnlyList<FindingNow> Findings { get; }
    public ScanningNow Scanning { get; }
    public IReadOnlyList<ReleaseDeployed> Deployments { get; }
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

    /// <summary>An open high-severity finding, caught before production or escaped from an earlier release, stood at the instant.</summary>
    private bool WasKnownAt(FindingNow finding, DateTimeOffset instant) =>
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
