using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>SpotBugs' XML, with Find Security Bugs or without, and FindBugs'.</summary>
/// <remarks>spotbugs/etc/bugcollection.xsd in github.com/spotbugs/spotbugs.</remarks>
internal sealed class SpotBugs : ReportFormat
{
    public override string Name => "spotbugs";

    public override string Tool => "spotbugs";

    public override bool Recognises(ReportContent report) => report.Xml.Name == "BugCollection";

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Time = report.Xml["analysisTimestamp"].Time ?? report.Xml["timestamp"].Time, Results = report.XmlElements("BugCollection", "BugInstance").Translate(Bug) }];

    private static void Bug(ReportValue bug, Translation into)
    {
        var line = LineOf(bug) ?? LineOf(bug["Method"]) ?? LineOf(bug["Field"]) ?? LineOf(bug["Class"]);
        into.Add(new ScanResult
        {
            Kind = FindingKind.Code,
            Rule = bug.Required("type"),
            Severity = SeverityOf(bug["priority"].Text),
            Title = bug["ShortMessage"].Text ?? bug["type"].Text,
            Description = bug["LongMessage"].Text,
            Cwe = CweIds.OfField(bug["cweid"].Texts),
            Path = RepositoryPath.Normalise(line?.First("sourcepath", "sourcefile") ?? bug["Class"].Required("classname").Replace('.', '/')),
            Line = line?["start"].Positive,
            // Of type, class and method, without the line; further ones in a method are numbered.
            Fingerprint = bug["instanceHash"].Text is { } hash ? $"{hash}/{bug["instanceOccurrenceNum"].Text ?? "0"}" : null,
        });
    }

    /// <summary>The first is the bug's own; others are what it has to do with.</summary>
    private static ReportValue? LineOf(ReportValue element) =>
        element.Each().FirstOrDefault(child => child.Name == "SourceLine" && child["sourcepath"].Exists);

    private static Severity SeverityOf(string? priority) => priority switch
    {
        "1" => Severity.High,
        "2" => Severity.Medium,
        _ => Severity.Low,
    };
}
