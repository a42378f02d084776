using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>GitLab's security reports, of one kind of analysis: schemas 14 and 15, and what was written before them.</summary>
/// <remarks>gitlab.com/gitlab-org/security-products/security-report-schemas; docs.gitlab.com/user/application_security.</remarks>
/// <param name="types">Values of <c>scan.type</c>.</param>
internal sealed class GitLab(string name, params string[] types) : ReportFormat
{
    private const int MostIdentifiers = 100;

    /// <summary>Kinds of identifiers that are no rules of the tool.</summary>
    private static readonly HashSet<string> s_weaknesses = new(StringComparer.OrdinalIgnoreCase) { "cwe", "owasp", "wasc" };

    public override string Name => name;

    public override string Tool => name;

    public override bool Recognises(ReportContent report) =>
        report.Json["vulnerabilities"].IsList && IsGitLabs(report.Json) && types.Contains(TypeOf(report.Json));

    protected override IReadOnlyList<string> Lists => ["vulnerabilities"];

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var json = report.Json;
        var scan = json["scan"];
        return
        [
            new ReportedScan
            {
                Tool = scan["scanner"]["id"].Text ?? json["vulnerabilities"].Each().FirstOrDefault()?["scanner"]["id"].Text,
                Target = types[0],
                Time = scan["start_time"].Time,
                Successful = !scan["status"].Is("failure"),
                // Of what changed only.
                Complete = !scan["partial_scan"].Exists,
                Results = json["vulnerabilities"].Each().Translate(Vulnerability),
            },
        ];
    }

    private static bool IsGitLabs(ReportValue json) =>
        json["vulnerabilities"].Each().FirstOrDefault() is { } first
            ? first["identifiers"].IsList && (json["version"].Exists || first["location"].Exists)
            : json["version"].Exists && (json["scan"]["type"].Exists || json["remediations"].IsList);

    /// <summary>Of what reports before schema 14 leave out: told by the first result.</summary>
    private static string TypeOf(ReportValue json)
    {
        var first = json["vulnerabilities"].Each().FirstOrDefault() ?? ReportValue.None;
        var location = first["location"];
        return json["scan"]["type"].Text ?? first["category"].Text
            ?? (location["image"].Exists ? "container_scanning"
                : location["dependency"]["package"]["name"].Exists ? "dependency_scanning"
                : location["hostname"].Exists ? "dast"
                : location["crash_address"].Exists ? "coverage_fuzzing"
                : "sast");
    }

    private void Vulnerability(ReportValue item, Translation into)
    {
        List<ReportValue> identifiers = [.. item["identifiers"].Each().Take(MostIdentifiers)];
        var rule = ((identifiers.Find(id => !s_weaknesses.Contains(id["type"].Text ?? "")) ?? identifiers.FirstOrDefault()) is { } identifier ? RuleOf(identifier) : null)
            ?? item.First("cve", "name", "message") ?? item.Required("identifiers");
        var location = item["location"];
        var found = new ScanResult
        {
            Kind = FindingKind.Code,
            Rule = rule,
            Severity = Severities.Of(item["severity"].Text),
            Title = item.First("name", "message"),
            Description = item["description"].Text,
            Help = item["solution"].Text ?? item["links"].Each().Select(link => link["url"].Text).FirstOrDefault(),
            Cwe = CweIds.OfField(identifiers.Where(id => id["type"].Is("cwe")).SelectMany(id => id["value"].Texts)),
            Path = location["file"].Text is { } file ? RepositoryPath.Normalise(file) : null,
            Line = location["start_line"].Positive,
        };
        var verdict = VerdictOf(item);
        if (location["dependency"]["package"]["name"].Exists)
        {
            Package(found, location, identifiers, item["cve"].Text, into, verdict);
        }
        else if (types.Contains("secret_detection") || identifiers.Exists(IsOfSecrets))
        {
            // A description may quote the secret.
            into.Add(found with { Kind = FindingKind.Secret, Description = null }, verdict);
        }
        else if (location["hostname"].Exists || location["path"].Exists)
        {
            into.Add(found with { Kind = FindingKind.Dynamic, Url = location["hostname"].Text + location["path"].Text, Method = location["method"].Text, Parameter = location["param"].Text }, verdict);
        }
        else
        {
            into.Add(found with { Path = found.Path ?? RepositoryPath.Root, Fingerprint = ScopeOf(item) ?? location["crash_address"].Text }, verdict);
        }
    }

    private static void Package(ScanResult found, ReportValue location, List<ReportValue> identifiers, string? id, Translation into, Verdict? verdict)
    {
        var package = location["dependency"]["package"].Required("name");
        var version = location["dependency"]["version"].Text;
        // "debian 10.9", "alpine:3.19"
        var system = location["operating_system"].Text?.Split(' ', ':')[0];
        into.AddVulnerability(
            found with
            {
                Kind = FindingKind.Dependency,
                Package = system is null
                    ? PackageUrl.OfEcosystem(null, package, version, found.Path)
                    : PackageUrl.Of(
                        PackageTypes.OfWord(system) ?? PackageTypes.OfTarget(location["image"].Text ?? "")
                            // Trivy on a file system writes its name there.
                            ?? PackageTypes.OfFile(location["image"].Text ?? "") ?? PackageTypes.OfSystemVersion(version ?? "") ?? PackageTypes.Generic,
                        package, version),
            },
            // Some write the id into the name, some of old into a field of its own.
            identifiers.SelectMany(id => new[] { id["value"].Text, id["name"].Text }).Append(id).OfType<string>().Where(VulnerabilityIds.Is),
            verdict);
    }

    /// <summary>njsscan's value is a sentence, and its name the rule.</summary>
    private static string? RuleOf(ReportValue identifier) =>
        identifier["value"].Text is { } value && value.Contains(' ', StringComparison.Ordinal) && identifier["name"].Text is { } name && !name.Contains(' ', StringComparison.Ordinal)
            ? name
            : identifier.First("value", "name");

    private static bool IsOfSecrets(ReportValue identifier) => identifier["type"].Is("gitleaks_rule_id") || identifier["type"].Is("trufflehog_rule_id");

    /// <summary>The function it is in and its place there, which moves with the function. Other algorithms hash the line.</summary>
    private static string? ScopeOf(ReportValue item) => item["tracking"]["items"].Each()
        .SelectMany(tracked => tracked["signatures"].Each())
        .Where(signature => signature["algorithm"].Is("scope_offset"))
        .Select(signature => signature["value"].Text).FirstOrDefault();

    private static Verdict? VerdictOf(ReportValue item) => item["flags"].Each().FirstOrDefault(flag => flag["type"].Is("flagged-as-likely-false-positive")) is { } flag
        ? new Verdict(TriageDecision.FalsePositive, flag["description"].Text, flag["origin"].Text) : null;
}
