using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using static MetricsPlatform.Tests.Unit.Ingestion.Payloads;

namespace MetricsPlatform.Tests.Unit.Ingestion;

public class SarifKindTests
{
    private static string Result(string ruleId, string message, string uri = "package-lock.json", string more = "") =>
        $"{{'ruleId':'{ruleId}','message':{{'text':'{message}'}},'locations':[{{'physicalLocation':{{'artifactLocation':{{'uri':'{uri}'}}}}{more}}}]}}";

    [Theory]
    [InlineData("Package: musl\\nInstalled Version: 1.1.22-r3\\nFixed Version: 1.1.22-r4", "library/alpine", "OsPackageVulnerability", "pkg:apk/alpine/musl@1.1.22-r3", "1.1.22-r4")]
    [InlineData("Package: libssl3\\nInstalled Version: 3.0.11-1~deb12u2\\nFixed Version: ", "library/debian", "OsPackageVulnerability", "pkg:deb/debian/libssl3@3.0.11-1~deb12u2", null)]
    [InlineData("Package: @babel/core\\nInstalled Version: 7.0.0\\nFixed Version: 7.1.0", "app/package-lock.json", "LanguageSpecificPackageVulnerability", "pkg:npm/%40babel/core@7.0.0", "7.1.0")]
    [InlineData("Package: org.a:b\\nInstalled Version: 1\\nFixed Version: 2", "pom.xml", "LanguageSpecificPackageVulnerability", "pkg:maven/org.a/b@1", "2")]
    [InlineData("Package: x\\nInstalled Version: 1", "unknown", "", "pkg:generic/x@1", null)]
    public void Trivy_names_the_package_in_lines(string message, string uri, string name, string package, string? fixedIn)
    {
        var result = SarifResult(Result("CVE-2026-0001", message, uri), $"{{'id':'CVE-2026-0001','name':'{name}'}}", tool: "Trivy");

        Assert.Equal((FindingKind.Dependency, "CVE-2026-0001", package, fixedIn), (result.Kind, result.Rule, result.Package, result.FixedIn));
    }

    [Fact]
    public void Grype_names_the_package_in_a_sentence()
    {
        var rule = "{'id':'CVE-2026-0001-left-pad','help':{'text':'Vulnerability\\nPackage: left-pad\\nVersion: 1\\nFix Version: 2\\nType: npm'}}";
        var now = SarifResult(Result("CVE-2026-0001-left-pad", "A high vulnerability in npm package: left-pad, version 1 was found at: /x"), rule, tool: "Grype");
        var once = SarifResult(Result("CVE-2026-0001-left-pad", "The path x reports left-pad at version 1  which would result in a vulnerable (npm) package installed"), rule, tool: "Grype");

        Assert.All([now, once], result => Assert.Equal(("CVE-2026-0001", "pkg:npm/left-pad@1", "2"), (result.Rule, result.Package, result.FixedIn)));
    }

    [Fact]
    public void Other_ids_of_a_vulnerability_are_aliases()
    {
        var result = SarifResult(Result("CVE-2026-0001", "Package \\u0027left-pad@1\\u0027 is vulnerable to x"),
            "{'id':'CVE-2026-0001','deprecatedIds':['CVE-2026-0001','GHSA-23cf-ghjm-pqrv'],'properties':{'tags':['security']}}", tool: "osv-scanner");

        Assert.Equal("pkg:npm/left-pad@1", result.Package);
        Assert.Equal(["GHSA-23cf-ghjm-pqrv"], result.Aliases);
    }

    [Fact]
    public void A_result_that_names_two_CVE_ids_is_two_results()
    {
        var part = SarifScan(Sarif(Result("CVE-2026-0001 CVE-2026-0002", "x", "npm/left-pad@1")));

        Assert.Equal(["CVE-2026-0001", "CVE-2026-0002"], part.Results.Select(result => result.Rule));
        Assert.All(part.Results, result => Assert.Equal("pkg:npm/left-pad@1", result.Package));
    }

    [Fact]
    public void Places_of_a_package_are_known_by_scanner()
    {
        Assert.Equal("pkg:npm/left-pad@1", SarifResult(Result("SNYK-JS-LEFTPAD-1", "x", more: ",'logicalLocations':[{'fullyQualifiedName':'left-pad@1'}]")).Package);
        Assert.Equal("pkg:pypi/a@1", SarifResult(Result("x", "x").Replace("'ruleId'", "'properties':{'purl':'pkg:pypi/a@1'},'ruleId'", StringComparison.Ordinal),
            "{'id':'x','properties':{'tags':['CVE-2026-0003']}}").Package);
        Assert.Equal("pkg:golang/stdlib", SarifResult(Result("GO-2026-1", "Your code calls vulnerable functions in 1 package (html/template).", "go.mod"), tool: "govulncheck").Package);
    }

    [Fact]
    public void A_vulnerability_without_a_package_is_code() =>
        Assert.Equal(FindingKind.Code, SarifResult(Result("CVE-2026-0001", "bad", "a.c")).Kind);

    [Theory]
    [InlineData("gitleaks", "", FindingKind.Secret)]
    [InlineData("Trivy", "{'id':'r','properties':{'tags':['secret']}}", FindingKind.Secret)]
    [InlineData("Trivy", "{'id':'r','name':'Misconfiguration'}", FindingKind.Configuration)]
    [InlineData("Checkov", "", FindingKind.Configuration)]
    [InlineData("KICS", "{'id':'r','name':'Passwords And Secrets - Generic'}", FindingKind.Secret)]
    [InlineData("CodeQL", "", FindingKind.Code)]
    public void A_kind_is_told_from_tags_rule_and_tool(string tool, string rules, FindingKind kind) =>
        Assert.Equal(kind, SarifResult(Result("r", "x", "main.tf"), rules, tool: tool).Kind);

    [Fact]
    public void A_web_address_is_dynamic()
    {
        var result = SarifResult(Result("r", "x", "https://shop.example/login?a=1"));

        Assert.Equal((FindingKind.Dynamic, "https://shop.example/login?a=1", null), (result.Kind, result.Url, result.Path));
    }

    [Fact]
    public void A_query_may_tell_the_kind_where_the_result_has_what_it_needs()
    {
        Assert.Equal(FindingKind.Configuration, SarifResult(Result("r", "x"), query: new ScanQuery("shop", Kind: FindingKind.Configuration)).Kind);
        Assert.Equal(FindingKind.Code, SarifResult(Result("r", "x"), query: new ScanQuery("shop", Kind: FindingKind.Dependency)).Kind);
    }

    [Fact]
    public void Nothing_of_a_secret_s_message_is_kept()
    {
        var result = SarifResult(Result("aws", "found hunter2 here"), tool: "trufflehog");

        Assert.DoesNotContain("hunter2", $"{result}", StringComparison.Ordinal);
        Assert.Equal("aws", result.Title);
    }

    [Fact]
    public void What_has_no_place_stands_at_the_root()
    {
        var result = SarifResult("{'ruleId':'CIS-DI-0005','message':{'text':'x'}}", tool: "Dockle");

        Assert.Equal((FindingKind.Configuration, "."), (result.Kind, result.Path));
    }

    [Fact]
    public void A_configuration_s_resource_is_its_logical_location() =>
        Assert.Equal("aws_s3_bucket.logs", SarifResult(Result("r", "x", "main.tf", ",'logicalLocations':[{'fullyQualifiedName':'aws_s3_bucket.logs'}]"), tool: "tfsec").Resource);
}
