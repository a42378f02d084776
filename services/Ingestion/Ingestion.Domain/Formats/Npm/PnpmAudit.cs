using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Formats.Npm;

/// <summary><c>pnpm audit --json</c>.</summary>
/// <remarks>pnpm.io/cli/audit; deps/compliance/audit in github.com/pnpm/pnpm. It answers as npm's registry did (<see cref="NpmAdvisory"/>).</remarks>
internal sealed class PnpmAudit : ReportFormat
{
    public override string Name => "pnpm-audit";

    public override string Tool => "pnpm-audit";

    public override bool Recognises(ReportContent report) => NpmAdvisory.ArePnpms(report.Json);

    /// <summary>Of old versions an audit that found nothing looks as npm 6's does.</summary>
    public override void Check(ReportContent report)
    {
        if (!NpmAdvisory.AreIn(report.Json))
        {
            base.Check(report);
        }
    }

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Results = report.Json["advisories"].Each().Translate(NpmAdvisory.Read) }];
}
