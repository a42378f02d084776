using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Scanning;

/// <summary>
/// What a scanner looks for that does one thing, so that its scans count where they have found nothing yet. Scanners that can do several
/// (trivy, snyk, checkmarx ...) are not here: what their scans list tells, or the catalogue.
/// </summary>
internal static class KnownScanners
{
    private static readonly Dictionary<string, ScanKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bandit"] = ScanKind.Sast, ["brakeman"] = ScanKind.Sast, ["codeql"] = ScanKind.Sast, ["eslint"] = ScanKind.Sast, ["gosec"] = ScanKind.Sast,
        ["horusec"] = ScanKind.Sast, ["njsscan"] = ScanKind.Sast, ["roslyn"] = ScanKind.Sast, ["semgrep"] = ScanKind.Sast, ["sonarqube"] = ScanKind.Sast,
        ["spotbugs"] = ScanKind.Sast,
        ["bundler-audit"] = ScanKind.Sca, ["cargo-audit"] = ScanKind.Sca, ["composer-audit"] = ScanKind.Sca, ["dependabot"] = ScanKind.Sca,
        ["dependency-check"] = ScanKind.Sca, ["dependency-track"] = ScanKind.Sca, ["dotnet"] = ScanKind.Sca, ["gemnasium"] = ScanKind.Sca, ["govulncheck"] = ScanKind.Sca, ["grype"] = ScanKind.Sca,
        ["npm-audit"] = ScanKind.Sca, ["osv-scanner"] = ScanKind.Sca, ["pip-audit"] = ScanKind.Sca, ["pnpm-audit"] = ScanKind.Sca, ["retire.js"] = ScanKind.Sca,
        ["yarn-audit"] = ScanKind.Sca,
        ["clair"] = ScanKind.Container, ["dockle"] = ScanKind.Container, ["harbor"] = ScanKind.Container,
        ["detect-secrets"] = ScanKind.Secret, ["ggshield"] = ScanKind.Secret, ["gitleaks"] = ScanKind.Secret, ["noseyparker"] = ScanKind.Secret,
        ["trufflehog"] = ScanKind.Secret,
        ["checkov"] = ScanKind.Iac, ["conftest"] = ScanKind.Iac, ["hadolint"] = ScanKind.Iac, ["kics"] = ScanKind.Iac, ["kube-bench"] = ScanKind.Iac,
        ["kubescape"] = ScanKind.Iac, ["terrascan"] = ScanKind.Iac, ["tfsec"] = ScanKind.Iac,
        ["burp"] = ScanKind.Dast, ["nikto"] = ScanKind.Dast, ["nuclei"] = ScanKind.Dast, ["openvas"] = ScanKind.Dast, ["testssl"] = ScanKind.Dast,
        ["zap"] = ScanKind.Dast,
        ["hackerone"] = ScanKind.Manual,
    };

    /// <summary>Null when the name does not tell.</summary>
    public static ScanKind? KindOf(string tool) => Kinds.TryGetValue(tool, out var kind) ? kind : null;
}
