using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>GitLab's Code Quality report, a list of Code Climate's issues.</summary>
/// <remarks>
/// docs.gitlab.com/ci/testing/code_quality; SPEC.md in github.com/codeclimate/platform. Trivy has a template that writes packages as such
/// issues (contrib/gitlab-codequality.tpl): they are told by their description.
/// </remarks>
internal sealed class GitLabCodeQuality : ReportFormat
{
    public override string Name => "gitlab-codequality";

    public override string Tool => "gitlab-codequality";

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report) =>
        report.Json.IsList && report.Json.Each().FirstOrDefault() is { } first
        && first["fingerprint"].Exists && first["location"]["path"].Exists && (first["check_name"].Exists || first["description"].Exists);

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Tool = report.Json.Each().FirstOrDefault()?["engine_name"].Text, Results = report.Json.Each().Translate(Issue) }];

    private static void Issue(ReportValue issue, Translation into)
    {
        if (issue["categories"].Texts.Any() && !issue["categories"].Texts.Contains("Security", StringComparer.OrdinalIgnoreCase))
        {
            return;
        }
        if (issue["description"].Text?.Split(" - ", 4) is [var id, var package, var version, ..] parts && VulnerabilityIds.Is(id))
        {
            Package(issue, id, PackageUrl.Of(TypeOf(issue, version), package, version), parts.ElementAtOrDefault(3), into);
            return;
        }
        var lines = issue["location"]["lines"];
        into.Add(new ScanResult
        {
            Kind = FindingKind.Code,
            Rule = issue["check_name"].Text ?? issue.Required("description"),
            Severity = Severities.Of(issue["severity"].Text),
            Title = issue["description"].Text,
            Description = issue.First("content") ?? issue["content"]["body"].Text,
            Path = RepositoryPath.Normalise(issue["location"]["path"].Text ?? RepositoryPath.Root),
            Line = (lines["begin"].Exists ? lines["begin"] : issue["location"]["positions"]["begin"]["line"]).Positive,
            Fingerprint = issue["fingerprint"].Text,
        });
    }

    private static void Package(ReportValue issue, string id, string package, string? title, Translation into) => into.AddVulnerability(
        new ScanResult
        {
            Kind = FindingKind.Dependency,
            Rule = id,
            Severity = SeverityOfTrivy(issue["severity"].Text),
            Title = title,
            Description = issue["content"].Text,
            Package = package,
        },
        []);

    private static string TypeOf(ReportValue issue, string version)
    {
        var path = issue["location"]["path"].Text ?? "";
        return PackageTypes.OfTarget(path) ?? PackageTypes.OfFile(path) ?? PackageTypes.OfSystemVersion(version) ?? PackageTypes.Generic;
    }

    /// <summary>Trivy's levels, one word lower.</summary>
    private static Severity SeverityOfTrivy(string? word) => word switch
    {
        "critical" or "blocker" => Severity.Critical,
        "major" => Severity.High,
        "minor" => Severity.Medium,
        _ => Severity.Low,
    };
}
