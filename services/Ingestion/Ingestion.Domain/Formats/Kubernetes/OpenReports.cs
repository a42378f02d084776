using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.Kubernetes;

/// <summary>Reports of policies in a cluster: OpenReports (<c>Report</c>, <c>ClusterReport</c>) and the working group's <c>PolicyReport</c> before it, one or a list.</summary>
/// <remarks>
/// github.com/openreports/reports-api, wgpolicyk8s.io. Kyverno, Falco, kube-bench and image scanners write them. A result with a package among its
/// properties is a vulnerability, any other a configuration.
/// </remarks>
internal sealed class OpenReports : ReportFormat
{
    private static readonly string[] s_groups = ["openreports.io/", "wgpolicyk8s.io/", "reports.x-k8s.io/"];

    public override string Name => "openreports";

    public override string Tool => "openreports";

    public override bool Recognises(ReportContent report) => Resources.Of(report.Json).FirstOrDefault() is { } first && IsOurs(first);

    protected override IReadOnlyList<string> Lists => ["items"];

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            // One report by itself is about one resource: the others' absence says nothing.
            Target = IsOurs(report.Json) ? Scope(report.Json, ReportValue.None).Resource : null,
            Results = Resources.Of(report.Json).Where(IsOurs).SelectMany(one => one["results"].Each().Translate((item, into) => Result(item, one, into))),
        },
    ];

    private static bool IsOurs(ReportValue resource) =>
        resource["apiVersion"].Text is { } version && s_groups.Any(group => version.StartsWith(group, StringComparison.Ordinal));

    private static void Result(ReportValue item, ReportValue report, Translation into)
    {
        if (item["result"].Is("error"))
        {
            throw new UnreadableItemException("not_evaluated", "is a policy that could not be evaluated");
        }
        if (!item["result"].Is("fail") && !item["result"].Is("warn"))
        {
            return;
        }
        var policy = item.Required("policy");
        var found = new ScanResult
        {
            Kind = FindingKind.Configuration,
            Rule = item["rule"].Text is { } rule && rule != policy ? $"{policy}/{rule}" : policy,
            Severity = Severities.Of(item["severity"].Text, otherwise: Severity.Medium),
            Title = item["message"].Text,
            Description = item.First("description", "message"),
            Help = item["properties"]["primaryURL"].Text,
        };
        if (item["properties"]["pkgName"].Text is { } package && VulnerabilityIds.Is(policy))
        {
            into.AddVulnerability(
                found with
                {
                    Kind = FindingKind.Dependency,
                    Package = PackageUrl.OrNull(item["properties"]["purl"].Text) ?? PackageUrl.OfSystem(null, package, item["properties"]["installedVersion"].Text),
                    FixedIn = item["properties"]["fixedVersion"].Text,
                },
                []);
            return;
        }
        foreach (var subject in item["resources"].Each().Concat(item["subjects"].Each()).DefaultIfEmpty(ReportValue.None))
        {
            var (path, resource) = Scope(report, subject);
            into.Add(found with { Path = path, Resource = resource });
        }
    }

    /// <summary>What a result is about: its own subject, else that of the whole report.</summary>
    private static (string Path, string Resource) Scope(ReportValue report, ReportValue subject)
    {
        var scope = subject["name"].Exists ? subject : report["scope"]["name"].Exists ? report["scope"] : report["metadata"];
        var kind = scope["kind"].Text ?? report["kind"].Text;
        var space = scope["namespace"].Text ?? report["metadata"]["namespace"].Text;
        return (Resources.Name(null, kind, scope["name"].Text), Resources.Name(space, kind, scope["name"].Text));
    }
}
