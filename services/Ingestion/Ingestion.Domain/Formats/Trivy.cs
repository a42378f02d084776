using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>
/// Trivy's JSON: of an image, a file system, a repository, an SBOM (<c>Results</c>), of a cluster (<c>Resources</c>, once
/// <c>Vulnerabilities</c> and <c>Misconfigurations</c>), and that of versions before 0.20 (the list of results alone).
/// </summary>
/// <remarks>trivy.dev/docs/latest/configuration/reporting; pkg/types/report.go in github.com/aquasecurity/trivy. Licences are no findings.</remarks>
internal sealed class Trivy : ReportFormat
{
    public override string Name => "trivy";

    public override string Tool => "trivy";

    public override bool Recognises(ReportContent report) =>
        report.Json["SchemaVersion"].Exists && report.Json["ArtifactName"].Exists
        || report.Json["ClusterName"].Exists && ListsOf(report.Json).Any(list => list.IsList)
        || report.Json.IsList && report.Json.Each().FirstOrDefault() is { } first && first["Target"].Exists && (first["Type"].Exists || first.Each().Any(member => member.Name == "Vulnerabilities"));

    /// <summary>Before version 0.20.</summary>
    public override bool IsBareList => true;

    /// <summary>A cluster in which nothing was found.</summary>
    protected override IReadOnlyList<string> Lists => ["Resources", "Findings", "Results"];

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var json = report.Json;
        return
        [
            new ReportedScan
            {
                Target = json["ArtifactType"].Is("container_image") && json["ArtifactName"].Text is { } image ? ImageName.Repository(image) : null,
                Time = json["CreatedAt"].Time,
                Commit = json["Metadata"]["Commit"].Text,
                Branch = json["Metadata"]["Branch"].Text,
                Results = json.IsList || json["Results"].Exists
                    ? Results(json.IsList ? json : json["Results"], null)
                    : ListsOf(json).SelectMany(list => list.Each()).SelectMany(resource => Failure(resource).Concat(Results(resource["Results"], NameOf(resource)))),
            },
        ];
    }

    private static ReportValue[] ListsOf(ReportValue cluster) => [cluster["Resources"], cluster["Findings"], cluster["Vulnerabilities"], cluster["Misconfigurations"]];

    /// <summary>A resource that could not be scanned: its findings may still be there.</summary>
    private static IEnumerable<Reported> Failure(ReportValue resource) => resource["Error"].Text is null ? []
        : new[] { resource }.Translate((_, _) => throw new UnreadableItemException("not_evaluated", "could not be scanned"));

    /// <summary>What of a cluster: <c>default/Deployment/web</c>.</summary>
    private static string NameOf(ReportValue resource) =>
        string.Join('/', new[] { resource["Namespace"].Text, resource["Kind"].Text, resource["Name"].Text }.OfType<string>());

    private static IEnumerable<Reported> Results(ReportValue results, string? resource) => results.Each().SelectMany(result =>
        result.Each().SelectMany(list => list.Name switch
        {
            "Vulnerabilities" => list.Each().Translate((item, into) => Vulnerability(item, result, into)),
            "Misconfigurations" => list.Each().Translate((item, into) => Misconfiguration(item, result, resource, into)),
            "Secrets" => list.Each().Translate((item, into) => Secret(item, result, into)),
            "ExperimentalModifiedFindings" => list.Each().Translate((item, into) => Suppressed(item, result, resource, into)),
            _ => [],
        }));

    private static void Vulnerability(ReportValue item, ReportValue result, Translation into, Verdict? verdict = null)
    {
        var cvss = ScoreOf(item);
        // Of an operating system it is the image, not a file.
        var file = result["Class"].Is("lang-pkgs") ? result["Target"].Text : null;
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = item.Required("VulnerabilityID"),
                Severity = Severities.Of(item["Severity"].Text, cvss),
                Cvss = cvss,
                Title = item["Title"].Text,
                Description = item["Description"].Text,
                Help = item["PrimaryURL"].Text,
                Cwe = CweIds.OfField(item["CweIDs"].Texts),
                Package = PackageUrl.OrNull(item["PkgIdentifier"]["PURL"].Text)
                    ?? PackageUrl.OfEcosystem(result["Type"].Text, item.Required("PkgName"), item["InstalledVersion"].Text),
                FixedIn = item["FixedVersion"].Text,
                Path = item["PkgPath"].Text ?? file,
            },
            item["VendorIDs"].Texts,
            verdict);
    }

    /// <summary>Of the source that the severity is from, else of NVD, else of any; version 3 before 4 and 2, because most sources have it.</summary>
    private static double? ScoreOf(ReportValue item) =>
        item["CVSS"].Each().Where(scores => scores.Name == item["SeveritySource"].Text)
            .Append(item["CVSS"]["nvd"])
            .Concat(item["CVSS"].Each())
            .Select(scores => Score(scores, "V3") ?? Score(scores, "V40") ?? Score(scores, "V2"))
            .FirstOrDefault(score => score is not null);

    private static double? Score(ReportValue scores, string version) =>
        scores[version + "Score"].Score ?? CvssVector.Score(scores[version + "Vector"].Text);

    private static void Misconfiguration(ReportValue item, ReportValue result, string? resource, Translation into, Verdict? verdict = null)
    {
        if (item["Status"].Is("PASS") || item["Status"].Is("EXCEPTION"))
        {
            return;
        }
        var cause = item["CauseMetadata"];
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Configuration,
                Rule = item.First("ID", "AVDID") ?? item.Required("ID"),
                Severity = Severities.Of(item["Severity"].Text),
                Title = item["Title"].Text,
                Description = item.First("Message", "Description"),
                Help = item["PrimaryURL"].Text,
                Path = RepositoryPath.Normalise(result["Target"].Text ?? RepositoryPath.Root),
                Line = cause["StartLine"].Positive,
                Resource = resource ?? cause["Resource"].Text,
            },
            verdict);
    }

    /// <summary>Nothing of <c>Match</c> and <c>Code</c>: they hold the secret.</summary>
    private static void Secret(ReportValue item, ReportValue result, Translation into, Verdict? verdict = null) => into.Add(
        new ScanResult
        {
            Kind = FindingKind.Secret,
            Rule = item.Required("RuleID"),
            Severity = Severities.Of(item["Severity"].Text),
            Title = item["Title"].Text,
            Path = RepositoryPath.Normalise(result["Target"].Text ?? RepositoryPath.Root),
            Line = item["StartLine"].Positive,
        },
        verdict);

    /// <summary>With <c>--show-suppressed</c>: what <c>.trivyignore</c> or a VEX document took out. It is still there, and somebody decided about it.</summary>
    private static void Suppressed(ReportValue item, ReportValue result, string? resource, Translation into)
    {
        var verdict = item["Status"].Text switch
        {
            "not_affected" => new Verdict(TriageDecision.NotAffected, item["Statement"].Text, item["Source"].Text),
            "ignored" => new Verdict(TriageDecision.RiskAccepted, item["Statement"].Text, item["Source"].Text),
            _ => null,
        };
        switch (item["Type"].Text)
        {
            case "vulnerability" when !item["Status"].Is("fixed"):
                Vulnerability(item["Finding"], result, into, verdict);
                break;
            case "misconfiguration":
                Misconfiguration(item["Finding"], result, resource, into, verdict);
                break;
            case "secret":
                Secret(item["Finding"], result, into, verdict);
                break;
        }
    }
}
