using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>TruffleHog's JSON Lines: of version 3, and of version 2 (<c>--json</c>).</summary>
/// <remarks>pkg/output/json.go in github.com/trufflesecurity/trufflehog. Nothing of <c>Raw</c>, <c>Redacted</c>, <c>diff</c> and <c>stringsFound</c>.</remarks>
internal sealed class TruffleHog : ReportFormat
{
    private const int MostLogged = 1000;

    public override string Name => "trufflehog";

    public override string Tool => "trufflehog";

    public override bool Recognises(ReportContent report)
    {
        var first = FirstOf(report);
        return first["SourceMetadata"].Exists && first["DetectorName"].Exists || first["stringsFound"].Exists && first["reason"].Exists;
    }

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Results = (report.Json.IsList ? report.Json.Each() : report.JsonValues()).Translate(Secret) }];

    /// <summary>What it logs may stand before its findings.</summary>
    private static ReportValue FirstOf(ReportContent report) =>
        (report.FirstJson.IsList ? report.FirstJson.Each().FirstOrDefault()
            : report.FirstJson["logger"].Is("trufflehog") ? report.JsonValues().Take(MostLogged).FirstOrDefault(line => !line["logger"].Exists)
            : report.FirstJson) ?? ReportValue.None;

    private static void Secret(ReportValue item, Translation into)
    {
        // Version 3 says where in an object named for the kind of source: Git, Filesystem, Github, S3, …
        var place = item["SourceMetadata"]["Data"].Each().FirstOrDefault() ?? item;
        var rule = item.First("DetectorName", "reason");
        if (rule is null && !item["SourceMetadata"].Exists)
        {
            // What it logs stands between its findings.
            return;
        }
        // Standard input has no name.
        var path = place.First("file", "path", "filename", "link", "image") ?? (item["SourceMetadata"].Exists ? RepositoryPath.Root : item.Required("SourceMetadata"));
        var line = place["line"].Positive;
        into.Add(new ScanResult
        {
            Kind = FindingKind.Secret,
            Rule = rule ?? item.Required("DetectorName"),
            Severity = item["Verified"].Is("true") ? Severity.Critical : Severity.High,
            Title = rule,
            Path = RepositoryPath.Normalise(path),
            Line = line,
            // The commit that brought it, where its line never moves.
            Fingerprint = place.First("commit", "commitHash") is { } commit ? $"{commit}:{path}:{rule}:{line}" : null,
        });
    }
}
