using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats.Aws;

/// <summary>Amazon Inspector 2: what <c>aws inspector2 list-findings</c> answers and what it exports to S3.</summary>
/// <remarks>docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html.</remarks>
internal sealed class AwsInspector2 : ReportFormat
{
    public override string Name => "aws-inspector2";

    public override string Tool => "aws-inspector";

    public override bool Recognises(ReportContent report) =>
        report.Json["findings"].Each().FirstOrDefault() is { } first && first["findingArn"].Exists && first["awsAccountId"].Exists;

    protected override IReadOnlyList<string> Lists => ["findings"];

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            // A page of an answer: there are more.
            Complete = report.Json["nextToken"].Text is null,
            Results = report.Json["findings"].Each().Translate(Finding),
        },
    ];

    /// <summary>A closed finding is one that Inspector found no more.</summary>
    private static void Finding(ReportValue finding, Translation into)
    {
        if (finding["status"].Is("CLOSED"))
        {
            return;
        }
        var cvss = finding["packageVulnerabilityDetails"]["cvss"].Each()
            .OrderBy(one => one["version"].Text switch { ['3', ..] => 0, ['4', ..] => 1, _ => 2 })
            .Select(one => one["baseScore"].Score ?? CvssVector.Score(one["scoringVector"].Text)).FirstOrDefault(score => score is not null);
        var verdict = finding["status"].Is("SUPPRESSED") ? new Verdict(TriageDecision.RiskAccepted, "by a suppression rule") : null;
        var resource = finding["resources"].Each().FirstOrDefault() ?? ReportValue.None;
        var found = new ScanResult
        {
            Kind = FindingKind.Dependency,
            Rule = "",
            Severity = Severities.Of(finding["severity"].Text, cvss),
            Cvss = cvss,
            Title = finding["title"].Text,
            Description = finding["description"].Text,
            Resource = resource["id"].Text,
        };
        switch (finding["type"].Text)
        {
            case "CODE_VULNERABILITY":
                Code(finding["codeVulnerabilityDetails"], found, verdict, into);
                break;
            case "NETWORK_REACHABILITY":
                Network(finding["networkReachabilityDetails"], found, verdict, into);
                break;
            default:
                Packages(finding["packageVulnerabilityDetails"], resource, found, verdict, into);
                break;
        }
    }

    /// <summary>One vulnerability in several packages is several findings: each is fixed by itself. A package in two versions is one.</summary>
    private static void Packages(ReportValue details, ReportValue resource, ScanResult found, Verdict? verdict, Translation into)
    {
        var platform = resource["details"].Each().Select(detail => detail["platform"].Text).FirstOrDefault(text => text is not null);
        foreach (var package in details["vulnerablePackages"].Each().DistinctBy(package => (package["name"].Text, package["packageManager"].Text)))
        {
            into.AddVulnerability(
                found with
                {
                    Rule = details.Required("vulnerabilityId"),
                    Help = details["sourceUrl"].Text,
                    Package = AwsPackage.UrlOf(package, platform),
                    FixedIn = package["fixedInVersion"].Text is "NotAvailable" ? null : package["fixedInVersion"].Text,
                    Path = package["filePath"].Text,
                },
                // Of an advisory of a vendor, which is no vulnerability itself, the related ones are those that it is about.
                details["relatedVulnerabilities"].Texts.Where(_ => !VulnerabilityIds.IsCve(details.Required("vulnerabilityId"))),
                verdict);
        }
        if (into.Told.Count == 0)
        {
            throw new UnreadableItemException("missing_field", "names no package");
        }
    }

    private static void Code(ReportValue details, ScanResult found, Verdict? verdict, Translation into) => into.Add(
        found with
        {
            Kind = FindingKind.Code,
            Rule = details.First("ruleId", "detectorId") ?? details.Required("detectorId"),
            Cwe = CweIds.OfField(details["cwes"].Texts),
            Help = details["referenceUrls"].Texts.FirstOrDefault(),
            Path = details["filePath"]["filePath"].Text is { } file ? RepositoryPath.Normalise(file) : null,
            Line = details["filePath"]["startLine"].Positive,
        },
        verdict);

    private static void Network(ReportValue details, ScanResult found, Verdict? verdict, Translation into) => into.Add(
        found with
        {
            Kind = FindingKind.Configuration,
            Rule = $"network-reachability-{details["protocol"].Text ?? "any"}-{details["openPortRange"]["begin"].Text ?? "0"}-{details["openPortRange"]["end"].Text ?? "65535"}",
            Path = RepositoryPath.Root,
        },
        verdict);
}
