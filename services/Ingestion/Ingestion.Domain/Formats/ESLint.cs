using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>eslint --format json</c>: JavaScript and TypeScript, the rules that are about security.</summary>
/// <remarks>eslint.org/docs/latest/use/formatters. Style and quality are no findings.</remarks>
internal sealed class ESLint : ReportFormat
{
    public override string Name => "eslint";

    public override string Tool => "eslint";

    /// <summary>Plugins that look for nothing but weaknesses.</summary>
    private static readonly string[] s_plugins =
    [
        "security/", "security-node/", "no-secrets/", "no-unsanitized/", "@microsoft/sdl/", "xss/", "scanjs-rules/", "detect-secrets/", "pii/", "anti-trojan-source/",
        "no-wildcard-postmessage/", "prototype-pollution-security-rules/", "regexp/no-super-linear-",
    ];

    /// <summary>Rules of others that do.</summary>
    private static readonly HashSet<string> s_rules = new(StringComparer.Ordinal)
    {
        "no-eval", "no-implied-eval", "no-new-func", "no-script-url", "@typescript-eslint/no-implied-eval", "react/no-danger", "react/no-danger-with-children",
        "react/jsx-no-target-blank", "react/jsx-no-script-url", "react/iframe-missing-sandbox", "vue/no-v-html", "vue/no-template-target-blank",
    };

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report) =>
        report.Json.IsList && report.Json.Each().FirstOrDefault() is { } first && first["filePath"].Exists && first["messages"].IsList && first["errorCount"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Results = report.Json.Each().SelectMany(file =>
                file["messages"].Each().Translate((message, into) => Add(message, file, into, null))
                    .Concat(file["suppressedMessages"].Each().Translate((message, into) => Add(message, file, into, new Verdict(
                        TriageDecision.RiskAccepted, message["suppressions"].Each().Select(suppression => suppression["justification"].Text).FirstOrDefault()))))),
        },
    ];

    private static void Add(ReportValue message, ReportValue file, Translation into, Verdict? verdict)
    {
        if (message["ruleId"].Text is not { } rule || !s_rules.Contains(rule) && !Array.Exists(s_plugins, plugin => rule.StartsWith(plugin, StringComparison.Ordinal)))
        {
            return;
        }
        var isSecret = rule.Contains("secret", StringComparison.Ordinal);
        into.Add(
            new ScanResult
            {
                Kind = isSecret ? FindingKind.Secret : FindingKind.Code,
                Rule = rule,
                Severity = message["severity"].Is("2") ? Severity.High : Severity.Medium,
                Title = isSecret ? rule : message["message"].Text,
                Path = RepositoryPath.Normalise(file.Required("filePath")),
                Line = message["line"].Positive,
            },
            verdict);
    }
}
