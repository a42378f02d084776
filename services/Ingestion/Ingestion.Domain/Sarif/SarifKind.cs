using MetricsPlatform.Contracts;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>What kind of weakness a result is. SARIF does not say, so it is told from what tools write.</summary>
/// <remarks>
/// In this order: <b>dependency</b> when the rule's id (or else its tags) is a vulnerability's id and the package can be told; <b>secret</b> when a
/// tag, the rule or the tool says secret; <b>configuration</b> when a tag or the rule says misconfiguration, or the tool looks at nothing
/// else; <b>dynamic</b> when the location is a web address; else <b>code</b>. A query's <c>kind</c> overrides, where the result has what
/// the kind needs.
/// </remarks>
internal static class SarifKind
{
    private static readonly HashSet<string> s_secretTools = new(StringComparer.Ordinal)
    {
        "gitleaks", "trufflehog", "detect-secrets", "ggshield", "gitguardian", "noseyparker", "kingfisher", "secretlint",
    };

    private static readonly HashSet<string> s_configurationTools = new(StringComparer.Ordinal)
    {
        "checkov", "kics", "tfsec", "terrascan", "hadolint", "dockle", "kube-linter", "kubelinter", "kubescape", "kube-score", "cfn-lint", "cfn-nag",
        "tflint", "conftest", "regula", "polaris", "prowler", "snyk-iac", "templateanalyzer", "template-analyzer",
    };

    public static FindingKind Of(SarifRule rule, string ruleId, string tool, bool isVulnerablePackage, bool hasWebAddress, FindingKind? asked)
    {
        var told = Tell(rule, ruleId, tool, isVulnerablePackage, hasWebAddress);
        return asked switch
        {
            null => told,
            FindingKind.Dependency when !isVulnerablePackage => told,
            FindingKind.Dynamic when !hasWebAddress => told,
            { } kind => kind,
        };
    }

    private static FindingKind Tell(SarifRule rule, string ruleId, string tool, bool isVulnerablePackage, bool hasWebAddress)
    {
        if (isVulnerablePackage)
        {
            return FindingKind.Dependency;
        }
        if (s_secretTools.Contains(tool) || Says(rule, "secret") || Says(rule, "secrets")
            || ruleId.StartsWith("CKV_SECRET_", StringComparison.Ordinal)
            || rule.Name?.StartsWith("Passwords And Secrets", StringComparison.Ordinal) is true)
        {
            return FindingKind.Secret;
        }
        if (s_configurationTools.Contains(tool) || Says(rule, "misconfiguration"))
        {
            return FindingKind.Configuration;
        }
        return hasWebAddress ? FindingKind.Dynamic : FindingKind.Code;
    }

    private static bool Says(SarifRule rule, string word) =>
        string.Equals(rule.Name, word, StringComparison.OrdinalIgnoreCase)
        || rule.Properties.Tags.Exists(tag => string.Equals(tag, word, StringComparison.OrdinalIgnoreCase));
}
