using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats.CycloneDx;

/// <summary>Vulnerabilities in CycloneDX, JSON and XML: of an SBOM, a VDR or a VEX document; before 1.4, in XML, those of the extension for vulnerabilities.</summary>
/// <remarks>
/// cyclonedx.org/docs/1.6/json, cyclonedx.org/capabilities/vex. A vulnerability is a result for each component that it affects. Where it
/// affects the product that the document is about, or a component of another document that is no package, there is a decision and no result.
/// </remarks>
internal sealed class CycloneDxFormat : ReportFormat
{
    public override string Name => "cyclonedx";

    /// <summary>Where the document does not name one: VEX written by hand.</summary>
    public override string Tool => "cyclonedx";

    /// <summary>An SBOM without vulnerabilities is one too.</summary>
    public override bool Recognises(ReportContent report) => report.Json["bomFormat"].Is("CycloneDX") || IsXml(report);

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var metadata = IsXml(report) ? report.XmlElements("bom", "metadata").FirstOrDefault() ?? ReportValue.None : report.Json["metadata"];
        var bom = new Bom(metadata["component"], () => Components(report));
        var listsComponents = Components(report).Any();
        var isVex = !listsComponents && Vulnerabilities(report).Any(item => item["analysis"]["state"].Exists);
        var affected = new AffectedComponents(bom, isVex ? metadata["timestamp"].Time : null, listsComponents || isVex);
        var told = metadata["timestamp"].Time;
        return
        [
            new ReportedScan
            {
                Tool = Tools(metadata).FirstOrDefault(),
                Target = metadata["component"]["type"].Is("container") && metadata["component"]["name"].Text is { } image ? ImageName.Repository(image) : null,
                Time = told,
                // Statements about some vulnerabilities do not say that there are no others.
                Complete = !isVex,
                // Nobody can tell an SBOM for which no vulnerabilities were looked up from one that has none: Trivy writes an empty list for both,
                // Grype no list. It says nothing, unless the request says that it is complete.
                Results = Vulnerabilities(report).Any() || WithVulnerabilities(report).Any() || report.Asked.Complete is true
                    ? Vulnerabilities(report).Translate(affected.Read)
                        .Concat(WithVulnerabilities(report).SelectMany(component =>
                            component["vulnerabilities"].Each().Translate((item, into) => AffectedComponents.Read(item, component, into))))
                    : null,
            },
        ];
    }

    private static bool IsXml(ReportContent report) => report.Xml.Name == "bom";

    private static IEnumerable<ReportValue> Vulnerabilities(ReportContent report) =>
        IsXml(report) ? report.XmlElements("bom", "vulnerabilities", "vulnerability") : report.Json["vulnerabilities"].Each();

    private static IEnumerable<ReportValue> WithVulnerabilities(ReportContent report) =>
        IsXml(report) ? Components(report).Where(component => component["vulnerabilities"].Exists) : [];

    /// <summary>The components of the document and those that its product consists of, each with what is within it.</summary>
    private static IEnumerable<ReportValue> Components(ReportContent report) =>
        (IsXml(report)
            ? report.XmlElements("bom", "components", "component").Concat(report.XmlElements("bom", "metadata", "component", "components", "component"))
            : report.Json["components"].Each().Concat(report.Json["metadata"]["component"]["components"].Each())).SelectMany(WithParts);

    private static IEnumerable<ReportValue> WithParts(ReportValue component) =>
        component["components"].Each().SelectMany(WithParts).Prepend(component);

    /// <summary>Once a list of tools, since 1.5 an object with <c>components</c>.</summary>
    private static IEnumerable<string> Tools(ReportValue metadata) =>
        metadata["tools"]["components"].Each().Concat(metadata["tools"].Each()).Select(tool => tool["name"].Text).OfType<string>();
}
