using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

/// <summary>What other versions and other commands of a tool write, beside the usual.</summary>
public class VariantTests
{
    [Theory]
    [InlineData("cyclonedx/extension.xml", "CVE-2026-7489 Critical pkg:maven/org.example/databind@2.9.9", "CVE-2026-3374 Low pkg:generic/apt@1.8.2.1", "CVE-2026-3375 Medium pkg:generic/apt@1.8.2.1")]
    [InlineData("anchorectl/evaluation.json", "CVE-2026-38816 High pkg:maven/webmvc@5.3.39", "CVE-2026-2004 High pkg:rpm/redhat/openssl-libs@1:1.1.1k-14.el8_6")]
    [InlineData("trivy-operator/compliance-all.json", "AVD-KSV-0017 Medium shop/Deployment/web", "AVD-KSV-0018 High shop/Deployment/web")]
    [InlineData("semgrep/supply-chain-api.json", "CVE-2026-1428 High pkg:pypi/rpcio@1.47.0")]
    [InlineData("tfsec/legacy.json", "GEN003 Medium infra/identity.tf")]
    [InlineData("jfrog-xray/violations.json", "CVE-2026-23337 High pkg:npm/lodash@4.17.20")]
    public void A_report_of_another_version_or_command_is_read(string file, params string[] expected) => Assert.Equal(expected, ReportFiles.Read(file).Results.Select(Text));

    [Theory]
    [InlineData("{'results':[],'errors':[]}", "semgrep")]
    [InlineData("{'issues':[],'hotspotKeys':[],'sonarBaseURL':'https://sonar.example'}", "sonarqube")]
    [InlineData("{'findings':[]}", "aws-inspector2")]
    [InlineData("{'Findings':[]}", "asff")]
    [InlineData("{'data':[]}", "hackerone")]
    [InlineData("{'total_rows':0,'rows':[]}", "jfrog-xray")]
    [InlineData("{'dependencies':[]}", "pip-audit")]
    [InlineData("{'advisories':[]}", "composer-audit")]
    [InlineData("{'issues':[]}", "snyk")]
    [InlineData("{'results':null}", "osv")]
    [InlineData("{'vulnerabilities':[]}", "gitlab-dast")]
    [InlineData("{'kind':'List','apiVersion':'v1','items':[]}", "openreports")]
    [InlineData("{'version':'1.1','meta':{'application':'Dependency-Track'},'project':{'name':'shop'},'findings':null}", "dependency-track-fpf")]
    [InlineData("null", "gitleaks")]
    [InlineData(" null\n", "trivy")]
    [InlineData("{'Calls':{},'Imports':{},'Requires':{},'Vulns':null}", "govulncheck")]
    public void A_named_report_that_found_nothing_closes_what_was_open(string report, string format)
    {
        var read = ReportFiles.Of(Payloads.ReadReport(report, new ScanQuery("shop", Tool: format, Format: format)));

        Assert.Equal((0, true, true), (read.Results.Count, read.Scan.Complete, read.Scan.Successful));
    }

    [Theory]
    [InlineData("ocsf", "{'class_uid':2003,'status':'New','status_id':3,'severity_id':4,'metadata':{'product':{'name':'p'},'event_code':'r'},'finding_info':{'uid':'u'}}", "r High .")]
    [InlineData("kubescape", "{'summaryDetails':{'controls':{}},'results':[{'resourceID':'path=35/api=apps/v1/shop/Deployment/web','controls':[{'controlID':'C-1','rules':[{'status':'failed'}]},{'controlID':'C-2','rules':[{'status':'passed'}]}]}]}", "C-1 Info Deployment/web")]
    [InlineData("nikto", "{'host':'shop.example','ip':'10.0.0.1','port':'80','banner':'b','vulnerabilities':[{'id':'999986','method':'GET','url':'/a','msg':'m'},]}", "999986 Info http://shop.example/a")]
    [InlineData("cyclonedx", "{'bomFormat':'CycloneDX','components':[{'name':'a','components':[{'name':'b','components':[{'bom-ref':'c','purl':'pkg:npm/c@1'}]}]}],'vulnerabilities':[{'id':'CVE-2026-1000','ratings':[{'severity':'low'}],'affects':[{'ref':'c'}]}]}", "CVE-2026-1000 Low pkg:npm/c@1")]
    [InlineData("cyclonedx", "{'bomFormat':'CycloneDX','metadata':{'component':{'name':'shop','components':[{'bom-ref':'c','purl':'pkg:npm/c@1'}]}},'vulnerabilities':[{'id':'CVE-2026-1000','ratings':[{'severity':'low'}],'affects':[{'ref':'c'}]}]}", "CVE-2026-1000 Low pkg:npm/c@1")]
    [InlineData("kube-hunter", "{'vulnerabilities':[{'location':'10.0.0.1:443','severity':'high','vulnerability':'Exposed','hunter':'h'}]}", "Exposed High 10.0.0.1:443")]
    [InlineData("asff", "{'findings':[{'SchemaVersion':'2018-10-08','ProductArn':'arn:aws:securityhub:::product/aws/guardduty','GeneratorId':'arn:aws:guardduty:eu-west-1:1:detector/d','Types':['TTPs/Recon:EC2-Portscan'],'Severity':{'Label':'HIGH'},'Resources':[{'Id':'i-1'}]}]}", "Recon:EC2-Portscan High .")]
    [InlineData("asff", "{'Findings':[{'AwsAccountId':'1','ProductArn':'p/inspector','GeneratorId':'AWSInspector','Title':'CVE-2026-1000 - kernel','Severity':{'Label':'LOW'},'ProductFields':{'aws/x/platform':'AMAZON_LINUX_2'},'Vulnerabilities':[]}]}", "CVE-2026-1000 Low pkg:rpm/amzn/kernel")]
    [InlineData("github-vulnerability-alerts", "{'data':{'repository':{'search':{'nodes':[{'vulnerabilityAlerts':{'nodes':[{'vulnerableManifestPath':'a/pom.xml','vulnerableRequirements':'= 1.2','securityVulnerability':{'severity':'LOW','package':{'name':'org.example:h2'},'advisory':{'ghsaId':'GHSA-23cf-ghjm-pqrv'}}}]}}]}}}}", "GHSA-23cf-ghjm-pqrv Low pkg:maven/org.example/h2@1.2")]
    [InlineData("gitlab-sast", "{'version':'15.0.0','vulnerabilities':[{'category':'sast','severity':'High','location':{'file':'a.js'},'identifiers':[{'type':'njsscan_rule_type','name':'node_username','value':'A username in plain text.'}]}]}", "node_username High a.js")]
    [InlineData("gitlab-dependency", "{'version':'15.0.0','scan':{'type':'dependency_scanning'},'vulnerabilities':[{'severity':'High','location':{'file':'yarn.lock','dependency':{'package':{'name':'n'}}},'identifiers':[{'type':'cve','name':'CVE-2026-11429','value':'2026-11429'}]}]}", "CVE-2026-11429 High pkg:npm/n")]
    [InlineData("generic", "{'findings':[{'rule':'TR-7','cvss':8.1,'title':'t'}]}", "TR-7 High ")]
    [InlineData("npm-audit", "{'added':1,'audit':{'auditReportVersion':2,'vulnerabilities':{'debug':{'name':'debug','via':[{'name':'debug','url':'https://a.example/GHSA-23cf-ghjm-pqrv','severity':'high','range':'< 2.6.9'}],'nodes':[]}}}}", "GHSA-23cf-ghjm-pqrv High pkg:npm/debug")]
    [InlineData("snyk", "{'issues':[{'id':'npm:ua-parser-js:20180227','issueType':'vuln','pkgName':'ua-parser-js','pkgVersions':['0.7.12'],'issueData':{'severity':'low'}}]}", "npm:ua-parser-js:20180227 Low pkg:npm/ua-parser-js@0.7.12")]
    [InlineData("osv", "{'results':[{'source':{'path':'a'},'packages':[{'package':{'name':'musl','version':'1.2.3-r2','ecosystem':'Alpine'},'vulnerabilities':[{'id':'ALPINE-CVE-2026-1','upstream':['CVE-2026-1111'],'severity':[{'type':'Ubuntu','score':'medium'}]}]}]}]}", "CVE-2026-1111 Medium pkg:apk/alpine/musl@1.2.3-r2")]
    [InlineData("sonarqube", "{'paging':{'total':1},'issues':[{'rule':'OWASP:UsingComponentWithKnownVulnerability','component':'shop:web','project':'shop:web','severity':'MAJOR','type':'VULNERABILITY','message':'Filename: qs-6.5.1.js | Reference: CVE-2026-2529 | CVSS Score: 6.4 | Category: CWE-120'}]}", "CVE-2026-2529 Medium pkg:generic/qs@6.5.1")]
    public void A_field_that_stands_elsewhere_is_found(string format, string report, string expected) =>
        Assert.Equal(expected, Text(Assert.Single(ReportFiles.Of(Payloads.ReadReport(report, new ScanQuery("shop", Format: format))).Results)));

    [Theory]
    [InlineData("gitlab-sast", "{'version':'15.0.0','scan':{'type':'sast','partial_scan':{'mode':'differential'}},'vulnerabilities':[]}")]
    [InlineData("trivy", "{'ClusterName':'c','Resources':[{'Namespace':'shop','Kind':'Deployment','Name':'web','Error':'no image'},{'Namespace':'shop','Kind':'Deployment','Name':'api','Results':[{'Target':'t','Type':'npm','Vulnerabilities':[{'VulnerabilityID':'CVE-2026-1000','PkgName':'a'}]}]}]}")]
    [InlineData("snyk", "{'jsonapi':{'version':'1.0'},'data':[],'links':{'next':'/rest/orgs/1/issues?starting_after=x'}}")]
    [InlineData("github-vulnerability-alerts", "{'data':{'search':{'pageInfo':{'hasNextPage':true},'nodes':[{'vulnerabilityAlerts':{'nodes':[]}}]}}}")]
    public void A_part_closes_nothing(string format, string report) =>
        Assert.False(ReportFiles.Of(Payloads.ReadReport(report, new ScanQuery("shop", Format: format))).Scan.Complete);

    [Fact]
    public void What_is_not_read_is_refused_and_no_scan_without_findings() =>
        Assert.Throws<MetricsPlatform.Ingestion.Domain.UnreadablePayloadException>(() => Payloads.ReadReport("{'secrets_engine_version':'1','total_incidents':1,'results':[{'incidents':[]}]}", new ScanQuery("shop", Format: "ggshield")));

    [Fact]
    public void A_scan_of_one_server_that_failed_is_no_scan_without_findings() =>
        Assert.False(ReportFiles.Of(Payloads.ReadReport("{'startTime':'1767225600','scanResult':[{'id':'scanProblem','severity':'FATAL','finding':'no connection','ip':'a','port':'443'}]}")).Scan.Successful);

    [Fact]
    public void A_decision_on_one_of_several_findings_that_no_match_tells_apart_decides_nothing()
    {
        const string Report = "[{'filename':'a.tf','namespace':'main','failures':[{'msg':'x','metadata':{'id':'r'}}],'exceptions':[{'msg':'y','metadata':{'id':'r'}},{'msg':'z','metadata':{'id':'s'}}]}]";

        Assert.Equal(["s"], ReportFiles.Of(Payloads.ReadReport(Report)).Decisions.Select(decision => decision.Match.Rule));
    }

    /// <summary>A compliance report names resources; its path is the root.</summary>
    private static string Text(ScanResult found) =>
        $"{found.Rule} {found.Severity} {found.Package ?? (found.Resource is ['s', 'h', 'o', 'p', '/', ..] ? found.Resource : null) ?? found.Path ?? found.Url}";
}
