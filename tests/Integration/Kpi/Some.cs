using System.Globalization;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Tests.Integration.Kpi;

/// <summary>States as Correlation would tell them.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Day0 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Id(int number) => number.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>A finding seen on a day and, where it is given, gone on another.</summary>
    public static FindingState Finding(int number, Severity severity = Severity.High, double day = 0, double? gone = null, string title = "t", Stage stage = Stage.Build)
    {
        var at = Day0.AddDays(day);
        TimelineStep[] timeline = gone is { } end ? [new(at, severity), new(Day0.AddDays(end), null)] : [new(at, severity)];
        return new FindingState(
            Id(number), FindingKind.Dependency, new FirstSighting(at, severity, stage, null, null, "trivy", "", "urn:ci", $"scan-{day}"), timeline, [], [],
            new FindingDetail(
                title, "what it is", "what to do", [$"CVE-2026-{number}"], [79], 7.5, [$"pkg:npm/p{number}@1"], ["2"], ["package.json:1"],
                [new ScopeSightings("trivy", "", [$"CVE-2026-{number}"], timeline)], [new Join($"CVE-2026-{number} pkg:npm/p{number}", ["trivy a", "grype b"])]));
    }

    public static ServiceRevised Revision(string service, long revision, params FindingState[] findings) =>
        new(service, revision - 1, revision, 0, 1, findings, [], [], [], [], []);

    public static ReleaseState Release(string version, double day, params string[] features) =>
        new(version, [new Deployment(Day0.AddDays(day), "production", DeploymentOutcome.Succeeded, null, features, null, "urn:cd", $"deploy-{version}")]);

    public static ScopeState Scope(string tool, params FindingKind[] kinds) => new(tool, "", kinds, [.. kinds.Select(k => ScanKinds.Of(k, null))], []);

    public static ScanState Scan(int number, string tool, double day = 5, bool closes = true, bool counts = true) => new(number, tool, "", Day0.AddDays(day), closes, null, null, counts);
}
