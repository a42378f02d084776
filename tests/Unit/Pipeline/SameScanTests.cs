using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Tests.Unit.Ingestion;

namespace MetricsPlatform.Tests.Unit.Pipeline;

/// <summary>One scan that its tool writes in several formats, with Trivy's own writers and templates: the same findings, whichever of them are sent.</summary>
public sealed class SameScanTests
{
    private static readonly (string Id, string Package, string Version, string Fixed, string Severity)[] Found =
    [
        ("CVE-2026-1001", "libcrypto3", "3.1.4-r1", "3.1.4-r5", "MEDIUM"),
        ("CVE-2026-1001", "libssl3", "3.1.4-r1", "3.1.4-r5", "MEDIUM"),
        ("CVE-2026-1002", "busybox", "1.36.1-r5", "1.36.1-r7", "CRITICAL"),
        ("CVE-2026-1003", "zlib", "1.2.13-r1", "", "LOW"),
    ];

    private static readonly Dictionary<string, string> Formats = new()
    {
        ["trivy"] = $"{{'SchemaVersion':2,'ArtifactName':'shop/web:1.2','ArtifactType':'container_image','Metadata':{{'OS':{{'Family':'alpine','Name':'3.19.1'}}}},'Results':[{{'Target':'shop/web:1.2 (alpine 3.19.1)','Class':'os-pkgs','Type':'alpine','Vulnerabilities':[{Each(f => $"{{'VulnerabilityID':'{f.Id}','PkgName':'{f.Package}','InstalledVersion':'{f.Version}','FixedVersion':'{f.Fixed}','Severity':'{f.Severity}','Title':'a flaw'}}")}]}}]}}",
        ["sarif"] = $"{{'version':'2.1.0','runs':[{{'tool':{{'driver':{{'name':'Trivy','rules':[{string.Join(',', Found.DistinctBy(f => f.Id).Select(f => $"{{'id':'{f.Id}','name':'OsPackageVulnerability','properties':{{'tags':['vulnerability','security','{f.Severity}'],'security-severity':'{Score(f.Severity)}'}}}}"))}]}}}},'results':[{Each(f => $"{{'ruleId':'{f.Id}','level':'{(f.Severity == "CRITICAL" ? "error" : f.Severity == "MEDIUM" ? "warning" : "note")}','message':{{'text':'Package: {f.Package}\\nInstalled Version: {f.Version}\\nVulnerability {f.Id}\\nSeverity: {f.Severity}\\nFixed Version: {f.Fixed}\\nLink: [{f.Id}](https://avd.example/{f.Id})'}},'locations':[{{'physicalLocation':{{'artifactLocation':{{'uri':'shop/web','uriBaseId':'ROOTPATH'}},'region':{{'startLine':1}}}},'message':{{'text':'shop/web: {f.Package}@{f.Version}'}}}}]}}")}],'originalUriBaseIds':{{'ROOTPATH':{{'uri':'file:///'}}}},'properties':{{'imageName':'shop/web:1.2'}}}}]}}",
        ["asff"] = $"{{'Findings':[{Each(f => $"{{'SchemaVersion':'2018-10-08','Id':'shop/web:1.2/{f.Id}/{f.Package}','ProductArn':'arn:aws:securityhub:eu-west-1::product/aquasecurity/aquasecurity','GeneratorId':'Trivy/{f.Id}','AwsAccountId':'1','Types':['Software and Configuration Checks/Vulnerabilities/CVE'],'CreatedAt':'2026-02-01T10:00:00Z','UpdatedAt':'2026-02-01T10:00:00Z','Severity':{{'Label':'{f.Severity}'}},'Title':'Trivy found a vulnerability to {f.Id} in container shop/web:1.2 (alpine 3.19.1), related to {f.Package}','Description':'a flaw','ProductFields':{{'Product Name':'Trivy'}},'Resources':[{{'Type':'Container','Id':'shop/web:1.2 (alpine 3.19.1)','Partition':'aws','Region':'eu-west-1','Details':{{'Container':{{'ImageName':'shop/web:1.2 (alpine 3.19.1)'}},'Other':{{'CVE ID':'{f.Id}','PkgName':'{f.Package}','Installed Package':'{f.Version}','Patched Package':'{f.Fixed}'}}}}}}],'RecordState':'ACTIVE'}}")}]}}",
        ["gitlab-codequality"] = $"[{Each(f => $"{{'type':'issue','check_name':'container_scanning','categories':['Security'],'description':'{f.Id} - {f.Package} - {f.Version} - a flaw','fingerprint':'{f.Id}{f.Package}','content':'a flaw','severity':'{(f.Severity == "CRITICAL" ? "critical" : f.Severity == "MEDIUM" ? "minor" : "info")}','location':{{'path':'shop/web:1.2 (alpine 3.19.1)','lines':{{'begin':0}}}}}}")}]",
        ["gitlab-container"] = $"{{'version':'15.0.7','scan':{{'type':'container_scanning','status':'success','start_time':'2026-02-01T10:00:00','end_time':'2026-02-01T10:00:01','scanner':{{'id':'trivy','name':'Trivy','version':'0.50'}}}},'vulnerabilities':[{Each(f => $"{{'id':'{f.Id}','severity':'{f.Severity[0]}{f.Severity[1..].ToLowerInvariant()}','solution':'','location':{{'dependency':{{'package':{{'name':'{f.Package}'}},'version':'{f.Version}'}},'operating_system':'alpine 3.19.1','image':'shop/web:1.2'}},'identifiers':[{{'type':'cve','name':'{f.Id}','value':'{f.Id}'}}]}}")}]}}",
    };

    public static TheoryData<string> Names => [.. Formats.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_format_of_one_scan_gives_the_findings_of_the_tool_s_own(string format) => Assert.Equal(Told("trivy"), Told(format));

    [Fact]
    public void All_formats_together_are_one_set_of_findings_and_each_is_told_as_a_source()
    {
        var pipeline = new PurePipeline(Formats.Keys.SelectMany(format => Messages(format, target: format)));

        Assert.Equal(Found.Length, pipeline.Findings.Count);
        Assert.All(pipeline.Findings.Values, finding => Assert.Equal(Formats.Keys.Order(StringComparer.Ordinal), finding.Detail.Seen.Select(scope => scope.Target).Order(StringComparer.Ordinal)));
    }

    private static List<(string Id, Severity Severity)> Told(string format) =>
        [.. new PurePipeline(Messages(format, target: "")).Findings.Values.Select(finding => (finding.Id, finding.First.Severity))];

    private static List<NativeEvent> Messages(string format, string target) =>
        [.. ScanReport.Read(Payloads.Stream(Payloads.Quoted(Formats[format])), new ScanQuery("shop", Target: target), Payloads.Now, "/v1/scans", format)
            .OfType<AcceptedItem>().SelectMany(Payloads.Messages)];

    private static string Each(Func<(string Id, string Package, string Version, string Fixed, string Severity), string> item) => string.Join(',', Found.Select(item));

    private static string Score(string severity) => severity switch
    {
        "CRITICAL" => "9.8",
        "MEDIUM" => "5.5",
        _ => "2.0",
    };
}
