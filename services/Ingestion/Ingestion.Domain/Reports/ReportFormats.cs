using MetricsPlatform.Ingestion.Domain.Formats;
using MetricsPlatform.Ingestion.Domain.Formats.Anchore;
using MetricsPlatform.Ingestion.Domain.Formats.Aws;
using MetricsPlatform.Ingestion.Domain.Formats.CycloneDx;
using MetricsPlatform.Ingestion.Domain.Formats.GitHub;
using MetricsPlatform.Ingestion.Domain.Formats.Jfrog;
using MetricsPlatform.Ingestion.Domain.Formats.Kubernetes;
using MetricsPlatform.Ingestion.Domain.Formats.Npm;
using MetricsPlatform.Ingestion.Domain.Formats.Snyk;
using MetricsPlatform.Ingestion.Domain.Formats.Vex;
using MetricsPlatform.Ingestion.Domain.Sarif;

namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>The formats that are read. docs/sources.md has a section for each.</summary>
internal static class ReportFormats
{
    /// <summary>By name. One line each, so that formats are added side by side.</summary>
    public static IReadOnlyList<ReportFormat> All { get; } =
    [
        new AnchoreEngine(),
        new AnchoreCtl(),
        new Asff(),
        new AwsInspector2(),
        new Bandit(),
        new Brakeman(),
        new BundlerAudit(),
        new Burp(),
        new CargoAudit(),
        new Checkov(),
        new Clair(),
        new ComposerAudit(),
        new Conftest(),
        new Csaf(),
        new CycloneDxFormat(),
        new DependencyCheck(),
        new DependencyTrackFpf(),
        new DetectSecrets(),
        new Dockle(),
        new DotnetVulnerable(),
        new ESLint(),
        new Generic(),
        new GgShield(),
        new GitHubCodeScanning(),
        new GitHubSecretScanning(),
        new GitHubVulnerabilityAlerts(),
        new GitLabCodeQuality(),
        new GitLab("gitlab-container", "container_scanning", "cluster_image_scanning"),
        new GitLab("gitlab-coverage", "coverage_fuzzing"),
        new GitLab("gitlab-dast", "dast", "api_fuzzing"),
        new GitLab("gitlab-dependency", "dependency_scanning"),
        new GitLab("gitlab-sast", "sast"),
        new GitLab("gitlab-secret", "secret_detection"),
        new Gitleaks(),
        new Gosec(),
        new Govulncheck(),
        new Grype(),
        new HackerOne(),
        new Hadolint(),
        new Harbor(),
        new Horusec(),
        new JfrogXray(),
        new Kics(),
        new KubeBench(),
        new KubeHunter(),
        new Kubescape(),
        new Nikto(),
        new Njsscan(),
        new NoseyParker(),
        new NpmAudit(),
        new Nuclei(),
        new Ocsf(),
        new OpenReports(),
        new OpenVas(),
        new OpenVex(),
        new Osv(),
        new PipAudit(),
        new PnpmAudit(),
        new RetireJs(),
        new SarifFormat(),
        new Semgrep(),
        new SnykFormat(),
        new SonarQube(),
        new Spdx(),
        new SpotBugs(),
        new Terrascan(),
        new TestSsl(),
        new Tfsec(),
        new Trivy(),
        new TrivyOperator(),
        new TruffleHog(),
        new YarnAudit(),
        new Zap(),
    ];

    private static string Names => string.Join(", ", All.Select(format => format.Name));

    /// <param name="name">What the request says; null: the content tells.</param>
    /// <exception cref="UnreadablePayloadException">The name is unknown, the report is not of that format, or none or several recognise it.</exception>
    public static ReportFormat For(ReportContent report, string? name)
    {
        if (name is not null)
        {
            var named = All.FirstOrDefault(format => format.Name == name)
                ?? throw Unknown($"The query parameter 'format' must be one of: {Names}.");
            named.Check(report);
            return named;
        }
        return All.Where(format => format.Recognises(report)).ToList() switch
        {
            [var only] => only,
            [] => throw Unknown($"No format recognises the report, which is {report.Look}. Tried: {Names}. The query parameter 'format' names one."),
            var several => throw new UnreadablePayloadException(new(
                "ambiguous_format", $"The report, {report.Look}, may be of several formats: {string.Join(", ", several.Select(format => format.Name))}. Name one with the query parameter 'format'.")),
        };
    }

    private static UnreadablePayloadException Unknown(string message) => new(new Refusal("unknown_format", message));
}
