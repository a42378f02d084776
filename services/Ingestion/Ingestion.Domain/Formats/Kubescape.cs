using System.Text.RegularExpressions;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>kubescape scan --format json --format-version v2</c>.</summary>
/// <remarks>kubescape.io/docs/scanning; core/cautils/reportv2tov1 in github.com/kubescape/kubescape.</remarks>
internal sealed partial class Kubescape : ReportFormat
{
    public override string Name => "kubescape";

    public override string Tool => "kubescape";

    public override bool Recognises(ReportContent report) => report.Json["summaryDetails"].Exists && report.Json["results"] is { Exists: true };

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var controls = report.Json["summaryDetails"]["controls"];
        return
        [
            new ReportedScan
            {
                Target = report.Json["clusterName"].Text,
                Time = report.Json["generationTime"].Time,
                Results = report.Json["results"].Each().SelectMany(result =>
                    result["controls"].Each().Translate((control, into) => Control(control, controls, result["resourceID"].Text, into))),
            },
        ];
    }

    private static void Control(ReportValue control, ReportValue controls, string? resourceId, Translation into)
    {
        var status = control["status"];
        // Reports of 2022 have it at the rules of the control alone.
        var rules = status.Exists ? [] : control["rules"].Each().Where(rule => rule["status"].Is("failed")).ToList();
        var excepted = (status["subStatus"].Text ?? control["subStatus"].Text) is "w/exceptions" || rules.Count > 0 && rules.TrueForAll(rule => rule["exception"].Each().Any());
        if (!excepted && rules.Count == 0 && (status["status"].Text ?? status.Text) is not "failed")
        {
            return;
        }
        var rule = control.Required("controlID");
        var resource = NameOf(resourceId ?? RepositoryPath.Root);
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Configuration,
                Rule = rule,
                Severity = SeverityOf(controls[rule]["scoreFactor"].Number ?? control["scoreFactor"].Number),
                Title = control["name"].Text,
                Help = $"https://hub.armosec.io/docs/{rule.ToLowerInvariant()}",
                Path = RepositoryPath.Normalise(string.Join('/', resource.Split('/')[^2..])),
                Resource = resource,
            },
            excepted ? new Verdict(TriageDecision.RiskAccepted) : null);
    }

    /// <summary><c>path=966824446/api=apps/v1/shop/Deployment/web</c> → <c>apps/v1/shop/Deployment/web</c>: the number is of the scanned folder. Who has rights stands beside what gives them.</summary>
    private static string NameOf(string resourceId)
    {
        var name = Folder().Replace(resourceId, "");
        return name.Contains('/', StringComparison.Ordinal) ? name : "/" + name;
    }

    [GeneratedRegex("path=[0-9]+/api=", RegexOptions.CultureInvariant)]
    private static partial Regex Folder();

    /// <summary>github.com/kubescape/opa-utils, reporthandling/apis: ApiSeverity of the score factor.</summary>
    private static Severity SeverityOf(double? scoreFactor) => scoreFactor switch
    {
        >= 9 => Severity.Critical,
        >= 7 => Severity.High,
        >= 4 => Severity.Medium,
        >= 1 => Severity.Low,
        _ => Severity.Info,
    };
}
