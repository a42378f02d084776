using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>Native events and results as a test tells them. Time is counted in days.</summary>
internal static class Told
{
    public const string Shop = "shop";

    public static ScanPart Scan(
        double day, ScanResult[] results, string tool = "trivy", string target = "", bool complete = true, bool successful = true, string? branch = null,
        Stage stage = Stage.Build, string? version = null, string? commit = null, string id = "", string source = "/ci", string service = Shop) =>
        new(Header(day, id, source), service, new(tool, target, stage, version, commit, branch, complete, successful), 0, 1, results);

    /// <summary>The scan in <paramref name="parts"/> parts, its results dealt out in turn.</summary>
    public static ScanPart[] InParts(this ScanPart scan, int parts) =>
        [.. Enumerable.Range(0, parts).Select(part => scan with { Part = part, Parts = parts, Results = [.. scan.Results.Where((_, i) => i % parts == part)] })];

    public static ScanWithdrawn Withdrawn(double day, string scan) => new(Header(day, "", "/ops"), Shop, "/ci", scan, null, null);

    public static ScopeRetired ScopeRetired(double day, string tool = "trivy", string target = "", string source = "/ops") => new(Header(day, "", source), Shop, tool, target);

    public static ServiceRetired ServiceRetired(double day, string source = "/ops") => new(Header(day, "", source), Shop);

    public static TicketChanged Ticket(double day, TicketStatus status, string[] rules, string key = "SEC-1", string source = "/jira", string id = "") =>
        new(Header(day, id, source), Shop, "jira", key, status, null, null, rules);

    public static FindingTriaged Triaged(
        double day, TriageDecision decision, string rule, string? package = null, string? path = null, double? until = null, string source = "/triage", string id = "") =>
        new(Header(day, id, source), Shop, new(rule, package, path), decision, until is { } end ? Day(end) : null, null, null);

    public static ReleaseDeployed Deployed(double day, string version, string? commit = null) =>
        new(Header(day, "", "/cd"), Shop, version, commit, "production", DeploymentOutcome.Succeeded, [], null);

    public static ScanResult Cve(string rule = "CVE-2026-1", string package = "pkg:npm/a@1", Severity severity = Severity.High, string[]? aliases = null) =>
        new() { Kind = FindingKind.Dependency, Rule = rule, Package = package, Severity = severity, Aliases = aliases ?? [] };

    public static ScanResult Code(
        string rule = "sqli", string path = "src/a.py", int? line = 10, int[]? cwe = null, string? fingerprint = null, Severity severity = Severity.High,
        string? context = null) =>
        new() { Kind = FindingKind.Code, Rule = rule, Path = path, Line = line, Cwe = cwe ?? [], Fingerprint = fingerprint, Severity = severity, ContextHash = context };

    public static ScanResult Secret(string rule = "aws-key", string path = "src/a.py", int? line = 10, string? fingerprint = null) =>
        new() { Kind = FindingKind.Secret, Rule = rule, Path = path, Line = line, Fingerprint = fingerprint, Severity = Severity.High };

    public static ScanResult Web(string url = "https://shop.example/cart", string? method = null, string? parameter = null, string rule = "40012") =>
        new() { Kind = FindingKind.Dynamic, Rule = rule, Url = url, Method = method, Parameter = parameter, Severity = Severity.High };

    public static ScanResult Config(string rule = "CKV_1", string path = "main.tf", string? resource = null) =>
        new() { Kind = FindingKind.Configuration, Rule = rule, Path = path, Resource = resource, Severity = Severity.High };

    public static ScanResult Manual(string rule = "PT-1", Severity severity = Severity.High) =>
        new() { Kind = FindingKind.Manual, Rule = rule, Severity = severity };

    private static EventHeader Header(double day, string id, string source) => new(source, id, Day(day), Guid.Empty, 0, Day(day));
}
