using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.Kubernetes;

/// <summary>Trivy Operator's reports: custom resources as kubectl or the operator's webhook writes them, one, a list, or lists by kind.</summary>
/// <remarks>aquasecurity.github.io/trivy-operator/latest/docs/crds. SBOMs are no findings.</remarks>
internal sealed class TrivyOperator : ReportFormat
{
    private const string Group = "aquasecurity.github.io";

    public override string Name => "trivy-operator";

    public override string Tool => "trivy-operator";

    public override bool Recognises(ReportContent report) =>
        Resources.Of(report.Json).FirstOrDefault() is { } first && IsOurs(first)
        || report.Json.Each().FirstOrDefault() is { } member && member.Name.EndsWith("." + Group, StringComparison.Ordinal);

    protected override IReadOnlyList<string> Lists => ["items"];

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            // The operator's webhook sends each resource by itself: its absence from another one's report says nothing.
            Target = report.Json["apiVersion"].Exists && IsOurs(report.Json) ? $"{report.Json["kind"].Text} {WorkloadOf(report.Json).Name}" : null,
            Time = Resources.Of(report.Json).Select(resource => resource["report"]["updateTimestamp"].Time ?? resource["status"]["updateTimestamp"].Time)
                .Where(time => time is not null).Max(),
            Results = Resources.Of(report.Json).Where(IsOurs).SelectMany(Results),
        },
    ];

    private static bool IsOurs(ReportValue resource) => resource["apiVersion"].Text?.StartsWith(Group + "/", StringComparison.Ordinal) is true;

    private static IEnumerable<Reported> Results(ReportValue resource)
    {
        var report = resource["report"];
        var workload = WorkloadOf(resource);
        return report["vulnerabilities"].Each().Translate((item, into) => Vulnerability(item, report, into))
            .Concat(report["checks"].Each().Translate((item, into) => Check(item, workload, into)))
            .Concat(report["secrets"].Each().Translate((item, into) => Secret(item, workload, into)))
            .Concat(resource["status"]["summaryReport"]["controlCheck"].Each().Translate((item, into) => Control(item, resource, into)))
            // With reportType: all.
            .Concat(resource["status"]["detailReport"]["results"].Each().SelectMany(control =>
                control["checks"].Each().Translate((item, into) => Detail(item, control, resource, into))));
    }

    /// <summary>What was looked at stands in labels; names too long for one in annotations; else in the owner.</summary>
    private static Workload WorkloadOf(ReportValue resource)
    {
        var metadata = resource["metadata"];
        string? Label(string part) => metadata["labels"]["trivy-operator.resource." + part].Text ?? metadata["annotations"]["trivy-operator.resource." + part].Text;
        var owner = metadata["ownerReferences"].Each().FirstOrDefault() ?? ReportValue.None;
        var space = Label("namespace") ?? metadata["namespace"].Text;
        var kind = Label("kind") ?? owner["kind"].Text ?? resource["kind"].Text;
        var name = Label("name") ?? owner["name"].Text ?? metadata["name"].Text;
        var container = metadata["labels"]["trivy-operator.container.name"].Text;
        return new Workload(Resources.Name(null, kind, name), Resources.Name(space, kind, name), container is null ? Resources.Name(space, kind, name) : $"{Resources.Name(space, kind, name)}/{container}");
    }

    private static void Vulnerability(ReportValue item, ReportValue report, Translation into)
    {
        var system = item["class"].Is("lang-pkgs") ? null : report["os"]["family"].Text;
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = item.Required("vulnerabilityID"),
                Severity = Severities.Of(item["severity"].Text, item["score"].Score),
                Cvss = item["score"].Score,
                Title = item["title"].Text,
                Description = item["description"].Text,
                Help = item["primaryLink"].Text,
                Package = PackageUrl.OrNull(item["packagePURL"].Text)
                    ?? PackageUrl.OfSystem(item["packageType"].Text ?? system, item.Required("resource"), item["installedVersion"].Text),
                FixedIn = item["fixedVersion"].Text,
                Path = item["packagePath"].Text ?? item["target"].Text,
            },
            []);
    }

    private static void Check(ReportValue item, Workload workload, Translation into)
    {
        if (!item["success"].Is("false"))
        {
            return;
        }
        into.Add(new ScanResult
        {
            Kind = FindingKind.Configuration,
            Rule = item.Required("checkID"),
            Severity = Severities.Of(item["severity"].Text),
            Title = item["title"].Text,
            Description = item["messages"].Texts.FirstOrDefault() ?? item["description"].Text,
            Path = workload.Path,
            Resource = workload.Resource,
        });
    }

    /// <summary>Nothing of <c>match</c>: it holds what is around the secret.</summary>
    private static void Secret(ReportValue item, Workload workload, Translation into) => into.Add(new ScanResult
    {
        Kind = FindingKind.Secret,
        Rule = item.Required("ruleID"),
        Severity = Severities.Of(item["severity"].Text),
        Title = item["title"].Text,
        Path = RepositoryPath.Normalise(item["target"].Text ?? RepositoryPath.Root),
        Resource = workload.Resource,
    });

    /// <summary>A control of a benchmark, with how many resources fail it; which ones stands in their own reports.</summary>
    private static void Control(ReportValue item, ReportValue resource, Translation into)
    {
        if (item["totalFail"].Positive is null)
        {
            return;
        }
        var benchmark = resource["status"]["summaryReport"]["id"].Text ?? resource["metadata"]["name"].Text;
        into.Add(new ScanResult
        {
            Kind = FindingKind.Configuration,
            Rule = $"{benchmark}-{item.Required("id")}",
            Severity = Severities.Of(item["severity"].Text),
            Title = item["name"].Text,
            Description = $"{item["totalFail"].Text} resources fail the control.",
            Path = RepositoryPath.Root,
            Resource = benchmark,
        });
    }

    /// <summary>A check of a control, on one resource. Where it has no level of its own, the control's.</summary>
    private static void Detail(ReportValue item, ReportValue control, ReportValue resource, Translation into)
    {
        if (!item["success"].Is("false"))
        {
            return;
        }
        var benchmark = resource["status"]["detailReport"]["id"].Text ?? resource["metadata"]["name"].Text;
        into.Add(new ScanResult
        {
            Kind = FindingKind.Configuration,
            Rule = item["checkID"].Text ?? $"{benchmark}-{control.Required("id")}",
            Severity = Severities.OfWord(item["severity"].Text) ?? Severities.Of(control["severity"].Text),
            Title = item["title"].Text ?? control["name"].Text,
            Description = item["messages"].Texts.FirstOrDefault() ?? item["description"].Text,
            Path = RepositoryPath.Root,
            Resource = item["target"].Text?.Trim('/') ?? benchmark,
        });
    }

    /// <summary>What a report is about, as a path, as a resource, and with its container.</summary>
    private sealed record Workload(string Path, string Resource, string Name);
}
