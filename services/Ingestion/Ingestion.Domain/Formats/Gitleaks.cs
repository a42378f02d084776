using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Gitleaks' JSON and CSV: of version 8, and of version 7 and before.</summary>
/// <remarks>report/finding.go in github.com/gitleaks/gitleaks. Nothing of <c>Secret</c>, <c>Match</c> and <c>offender</c>; gitleaks rates nothing.</remarks>
internal sealed class Gitleaks : ReportFormat
{
    public override string Name => "gitleaks";

    public override string Tool => "gitleaks";

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report) =>
        report.Json.Each().FirstOrDefault() is { } first && report.Json.IsList
            && (first["RuleID"].Exists && first["Fingerprint"].Exists || first["RuleID"].Exists && first["Secret"].Exists || first["offender"].Exists && first["rule"].Exists)
        || report.Columns.Has("RuleID", "Commit", "File", "StartLine");

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Results = report.Json.Each().Concat(report.Medium == Medium.Csv ? report.Rows() : []).Translate(Leak) }];

    private static void Leak(ReportValue leak, Translation into)
    {
        var rule = leak.First("RuleID", "rule") ?? leak.Required("RuleID");
        into.Add(new ScanResult
        {
            Kind = FindingKind.Secret,
            Rule = rule,
            Severity = Severity.High,
            Title = leak["Description"].Text ?? rule,
            Path = RepositoryPath.Normalise(leak.First("File", "file") ?? (leak["File"].Exists ? RepositoryPath.Root : leak.Required("File"))),
            Line = leak["StartLine"].Positive ?? leak["lineNumber"].Positive,
            // With a commit it is the place where the secret came in, which never moves; without one it has the line of today.
            Fingerprint = leak.First("Commit", "commit") is null ? null : leak["Fingerprint"].Text,
        });
    }
}
