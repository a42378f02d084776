using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats.Aws;

/// <summary>AWS Security Finding Format: what Security Hub exports, and what Trivy, Prowler and others write for it.</summary>
/// <remarks>docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html. An object with <c>Findings</c>, or the list alone.</remarks>
internal sealed class Asff : ReportFormat
{
    private const string SeveralProducts = "security-hub";

    public override string Name => "asff";

    /// <summary>The product that found it; a report of several is Security Hub's.</summary>
    public override string? Tool => null;

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report) => Findings(report.Json).FirstOrDefault() is { } first && first["ProductArn"].Exists && (first["AwsAccountId"].Exists || first["SchemaVersion"].Exists);

    protected override IReadOnlyList<string> Lists => ["Findings"];

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Tool = Findings(report.Json).Select(ProductOf).Distinct().Take(2).ToList() is [{ } only] ? only : SeveralProducts,
            // A page of an answer: there are more.
            Complete = report.Json["NextToken"].Text is null,
            Results = Findings(report.Json).Translate(Finding),
        },
    ];

    private static IEnumerable<ReportValue> Findings(ReportValue json) => json.IsList ? json.Each() : json["Findings"].Each().Concat(json["findings"].Each());

    /// <summary>The last part of <c>arn:aws:securityhub:REGION::product/COMPANY/PRODUCT</c>, where it is not said.</summary>
    private static string? ProductOf(ReportValue finding) =>
        finding["ProductName"].Text ?? finding["ProductFields"]["Product Name"].Text ?? finding["ProductFields"]["ProviderName"].Text ?? finding["ProductArn"].Text?.Split('/')[^1];

    /// <summary>Not what is archived, was resolved, or passed.</summary>
    private static void Finding(ReportValue finding, Translation into)
    {
        var workflow = finding["Workflow"]["Status"].Text;
        if (finding["RecordState"].Is("ARCHIVED") || workflow is "RESOLVED" || finding["Compliance"]["Status"].Text is "PASSED" or "NOT_AVAILABLE")
        {
            return;
        }
        var verdict = workflow is "SUPPRESSED" ? new Verdict(TriageDecision.RiskAccepted, finding["Note"]["Text"].Text, finding["Note"]["UpdatedBy"].Text, finding["Note"]["UpdatedAt"].Time) : null;
        var resource = finding["Resources"].Each().FirstOrDefault() ?? ReportValue.None;
        var found = new ScanResult
        {
            Kind = FindingKind.Configuration,
            Rule = "",
            Severity = SeverityOf(finding["FindingProviderFields"]["Severity"].Exists && !finding["Severity"].Exists ? finding["FindingProviderFields"]["Severity"] : finding["Severity"]),
            Title = finding["Title"].Text,
            Description = finding["Description"].Text,
            Help = finding["Remediation"]["Recommendation"]["Url"].Text ?? finding["SourceUrl"].Text,
        };
        foreach (var vulnerability in finding["Vulnerabilities"].Each())
        {
            Vulnerability(vulnerability, found, PlatformOf(finding), verdict, into);
        }
        if (into.Told.Count == 0 && resource["Details"]["Other"] is var other && other["PkgName"].Exists)
        {
            Trivys(other, found, verdict, into);
        }
        if (into.Told.Count == 0 && finding["Title"].Text?.Split(" - ", 2) is [var id, var packages] && VulnerabilityIds.Is(id))
        {
            // Inspector, where it does not list the packages: "CVE-2022-3643 - kernel, kernel-tools".
            foreach (var package in packages.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                into.AddVulnerability(found with { Kind = FindingKind.Dependency, Rule = id, Package = AwsPackage.UrlOfSystem(package, PlatformOf(finding)) }, [], verdict);
            }
        }
        if (into.Told.Count == 0)
        {
            into.Add(found with { Rule = RuleOf(finding), Path = RepositoryPath.Root, Resource = ResourceOf(resource) }, verdict);
        }
    }

    /// <summary>An account is the same in all regions, and each has settings of its own.</summary>
    private static string? ResourceOf(ReportValue resource) =>
        resource["Type"].Is("AwsAccount") && resource["Region"].Text is { } region ? $"{resource["Id"].Text}/{region}" : resource["Id"].Text;

    /// <summary>Inspector tells the system among the product's fields: <c>…/awsEc2InstanceDetails/platform</c>.</summary>
    private static string? PlatformOf(ReportValue finding) =>
        finding["ProductFields"].Each().FirstOrDefault(field => field.Name.EndsWith("/platform", StringComparison.Ordinal))?.Text;

    private static void Vulnerability(ReportValue item, ScanResult found, string? platform, Verdict? verdict, Translation into)
    {
        var cvss = item["Cvss"].Each().OrderBy(one => one["Version"].Text switch { ['3', ..] => 0, ['4', ..] => 1, _ => 2 })
            .Select(one => one["BaseScore"].Score ?? CvssVector.Score(one["BaseVector"].Text)).FirstOrDefault(score => score is not null);
        foreach (var package in item["VulnerablePackages"].Each().DistinctBy(package => (package["Name"].Text, package["PackageManager"].Text)))
        {
            into.AddVulnerability(
                found with
                {
                    Kind = FindingKind.Dependency,
                    Rule = item.Required("Id"),
                    Cvss = cvss,
                    Help = item["Vendor"]["Url"].Text ?? found.Help,
                    Package = AwsPackage.UrlOf(package, platform),
                    FixedIn = package["FixedInVersion"].Text is "NotAvailable" ? null : package["FixedInVersion"].Text,
                    Path = package["FilePath"].Text,
                },
                // Of an advisory of a vendor the related ones are those that it is about.
                item["RelatedVulnerabilities"].Texts.Where(_ => !VulnerabilityIds.IsCve(item.Required("Id"))),
                verdict);
        }
    }

    /// <summary>Trivy's template puts the package beside the resource.</summary>
    private static void Trivys(ReportValue other, ScanResult found, Verdict? verdict, Translation into) => into.AddVulnerability(
        found with
        {
            Kind = FindingKind.Dependency,
            Rule = other.Required("CVE ID"),
            Cvss = other["NvdCvssScoreV3"].Score is > 0 and var score ? score : CvssVector.Score(other["NvdCvssVectorV3"].Text) ?? other["NvdCvssScoreV2"].Score,
            Title = other["CVE Title"].Text ?? found.Title,
            Package = PackageUrl.OfSystem(null, other.Required("PkgName"), other["Installed Package"].Text),
            FixedIn = other["Patched Package"].Text,
        },
        [],
        verdict);

    /// <summary>The control, where Security Hub names one: its generator is another in each standard. GuardDuty's generator is the account's detector, Macie's itself: the type is what was found.</summary>
    private static string RuleOf(ReportValue finding)
    {
        var generator = finding.Required("GeneratorId");
        return finding["Compliance"]["SecurityControlId"].Text
            ?? (generator.StartsWith("arn:aws:guardduty:", StringComparison.Ordinal) || generator is "aws/macie" ? finding["Types"].Texts.FirstOrDefault()?.Split('/')[^1] : null)
            ?? generator;
    }

    /// <summary><c>Normalized</c> as Security Hub reads it: from 90 critical, 70 high, 40 medium, 1 low.</summary>
    private static Severity SeverityOf(ReportValue severity) => Severities.OfWord(severity["Label"].Text) ?? severity["Normalized"].Number switch
    {
        >= 90 => Severity.Critical,
        >= 70 => Severity.High,
        >= 40 => Severity.Medium,
        >= 1 => Severity.Low,
        _ => Severity.Info,
    };
}
