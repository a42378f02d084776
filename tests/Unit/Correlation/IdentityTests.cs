using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using static MetricsPlatform.Tests.Unit.Correlation.ServiceScenario;
using static MetricsPlatform.Tests.Unit.Correlation.Told;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>docs/correlation.md: the table of keys, row by row. One finding or two, whatever order the results come in.</summary>
public sealed class IdentityTests
{
    [Fact]
    public void Dependency_ids_compare_without_case_and_packages_without_version() => One(Cve("CVE-2026-1", "pkg:npm/a@1"), Cve("cve-2026-1", "pkg:npm/a@2?arch=x#lib"));

    [Fact]
    public void Another_id_or_another_package_is_another_dependency_finding()
    {
        Two(Cve(), Cve("CVE-2026-2"));
        Two(Cve(), Cve(package: "pkg:npm/b@1"));
    }

    [Theory]
    [InlineData("GHSA-aaaa-bbbb-cccc")]
    [InlineData("PYSEC-2026-1")]
    [InlineData("GO-2026-1")]
    [InlineData("RUSTSEC-2026-1")]
    [InlineData("SNYK-JS-A-1")]
    [InlineData("ghsa-AAAA-bbbb-cccc")]
    public void An_alias_that_denotes_the_same_vulnerability_joins(string alias) =>
        One(Cve("CVE-2026-1", aliases: [alias]), Cve(alias.ToUpperInvariant()));

    [Theory]
    [InlineData("DSA-5000-1")]
    [InlineData("DLA-3000-1")]
    [InlineData("USN-1-1")]
    [InlineData("RHSA-2026:1")]
    [InlineData("ALAS-2026-1")]
    [InlineData("SUSE-SU-2026:1")]
    [InlineData("ELSA-2026-1")]
    public void An_advisory_among_the_aliases_joins_nothing(string advisory) =>
        Two(Cve("CVE-2026-1", aliases: [advisory]), Cve("CVE-2026-2", aliases: [advisory]));

    [Fact]
    public void An_advisory_that_is_the_rule_itself_is_a_key() => One(Cve("DSA-5000-1"), Cve("dsa-5000-1"));

    [Fact]
    public void An_advisory_is_kept_for_show() =>
        Assert.Equal(["CVE-2026-1", "DSA-5000-1"], Given(Scan(1, [Cve("CVE-2026-1", aliases: ["DSA-5000-1"])])).Finding.Detail.Rules);

    [Fact]
    public void Results_joined_through_others_are_one_finding() =>
        Assert.Single(Given(
            Scan(1, [Cve("CVE-2026-1")]), Scan(2, [Cve("SNYK-JS-A-1")], tool: "snyk"),
            Scan(3, [Cve("GHSA-aaaa-bbbb-cccc", aliases: ["CVE-2026-1", "SNYK-JS-A-1"])], tool: "grype")).Findings);

    [Fact]
    public void A_result_that_names_two_CVE_ids_is_two_results()
    {
        var scenario = Given(Scan(1, [Cve("GHSA-aaaa-bbbb-cccc", aliases: ["CVE-2026-1", "CVE-2026-2"])]));

        Assert.Equal(["CVE-2026-1", "CVE-2026-2"], scenario.Findings.Select(f => f.Detail.Rules[0]));
        Assert.Equal(3, Given(Scan(1, [Cve("GHSA-aaaa-bbbb-cccc", aliases: ["CVE-2026-1", "CVE-2026-2"]), Cve("GHSA-aaaa-bbbb-cccc")])).Findings.Count);
    }

    [Fact]
    public void A_decision_on_one_of_two_CVE_ids_of_a_result_does_not_touch_the_other()
    {
        var scenario = Given(
            Scan(1, [Cve("CVE-2026-1", aliases: ["CVE-2026-2", "GHSA-aaaa-bbbb-cccc"])]), Triaged(2, TriageDecision.FalsePositive, "cve-2026-2"));

        Assert.Equal([0, 1], scenario.Findings.Select(f => f.Decisions.Count));
    }

    [Fact]
    public void Code_with_a_fingerprint_is_known_by_tool_rule_and_fingerprint_wherever_it_moves()
    {
        One(Code(line: 10, fingerprint: "f"), Code(path: "src/b.py", line: 99, fingerprint: "f"), sameTool: true);
        Two(Code(fingerprint: "f"), Code(fingerprint: "g"), sameTool: true);
        Two(Code(fingerprint: "f"), Code("xss", fingerprint: "f"), sameTool: true);
        Two(Code(fingerprint: "f"), Code(fingerprint: "f"));
    }

    [Fact]
    public void Code_without_a_fingerprint_is_known_by_tool_rule_path_and_line()
    {
        One(Code(), Code(severity: Severity.Low), sameTool: true);
        Two(Code(), Code());
        Two(Code(), Code("xss"), sameTool: true);
        Two(Code(), Code(path: "src/A.py"), sameTool: true);
        Two(Code(), Code(line: 11), sameTool: true);
    }

    [Fact]
    public void A_missing_line_equals_only_a_missing_one()
    {
        One(Code(line: null), Code(line: null, severity: Severity.Low), sameTool: true);
        Two(Code(line: null), Code(line: 0), sameTool: true);
        Two(Secret(line: null), Secret(line: 1), sameTool: true);
    }

    [Fact]
    public void A_CWE_at_a_position_of_one_commit_joins_different_tools() =>
        One(Code("sqli", cwe: [89]), Code("B608", cwe: [79, 89]), commits: ("c1", "c1"));

    [Fact]
    public void Another_CWE_path_or_line_joins_nothing()
    {
        Two(Code(cwe: [89]), Code("B608", cwe: [79]), commits: ("c1", "c1"));
        Two(Code(cwe: [89]), Code("B608", cwe: [89], path: "src/b.py"), commits: ("c1", "c1"));
        Two(Code(cwe: [89]), Code("B608", cwe: [89], line: 11), commits: ("c1", "c1"));
        Two(Code(), Code("B608"), commits: ("c1", "c1"));
    }

    [Fact]
    public void A_position_means_something_only_within_one_commit()
    {
        Two(Code(cwe: [89]), Code("B608", cwe: [89]), commits: ("c1", "c2"));
        Two(Code(cwe: [89]), Code("B608", cwe: [89]), commits: ("c1", null));
        Two(Code(cwe: [89]), Code("B608", cwe: [89]));
    }

    [Fact]
    public void Two_findings_that_pass_over_one_line_in_different_commits_stay_two_and_the_fix_of_one_counts()
    {
        var scenario = Given(
            Scan(1, [Code(cwe: [89], fingerprint: "f")], tool: "semgrep", commit: "c1"),
            Scan(2, [Code(cwe: [89], fingerprint: "g")], tool: "semgrep", commit: "c2"));

        Assert.Equal(["high@1 gone@2", "high@2"], scenario.Findings.Select(Show));
    }

    [Fact]
    public void Secrets_with_a_fingerprint_are_known_by_it_whatever_the_tool_rule_and_place()
    {
        One(Secret(fingerprint: "s"), Secret("token", "src/b.py", 3, "s"));
        Two(Secret(fingerprint: "s"), Secret(fingerprint: "t"));
    }

    [Fact]
    public void Secrets_without_a_fingerprint_are_known_by_tool_rule_path_and_line()
    {
        One(Secret(), Secret(), sameTool: true);
        Two(Secret(), Secret());
        Two(Secret(), Secret("token"), sameTool: true);
        Two(Secret(), Secret(path: "src/b.py"), sameTool: true);
        Two(Secret(), Secret(line: 11), sameTool: true);
    }

    [Fact]
    public void A_position_of_one_commit_joins_secrets_of_different_tools()
    {
        One(Secret(), Secret("token"), commits: ("c1", "c1"));
        Two(Secret(), Secret("token"), commits: ("c1", "c2"));
        Two(Secret(), Secret("token", line: 11), commits: ("c1", "c1"));
        Two(Secret(), Code(), commits: ("c1", "c1"));
    }

    [Theory]
    [InlineData("https://shop.example/cart?id=1")]
    [InlineData("https://shop.example/cart#top")]
    [InlineData("https://shop.example/cart?next=/#x?y")]
    [InlineData("HTTPS://Shop.Example/cart")]
    public void A_URL_compares_without_query_and_fragment_and_without_case_of_scheme_and_host(string url) => One(Web("https://shop.example/cart"), Web(url));

    [Theory]
    [InlineData("https://shop.example/Cart")]
    [InlineData("https://shop.example/cart/")]
    [InlineData("http://shop.example/cart")]
    [InlineData("https://shop.example:8443/cart")]
    public void Another_path_scheme_or_authority_is_another_URL(string url) => Two(Web("https://shop.example/cart"), Web(url));

    [Fact]
    public void Method_defaults_to_GET_and_compares_in_upper_case()
    {
        One(Web(method: null), Web(method: "get"));
        Two(Web(method: null), Web(method: "POST"));
    }

    [Fact]
    public void Rule_and_parameter_are_part_of_a_dynamic_key_and_a_missing_parameter_equals_only_a_missing_one()
    {
        One(Web(parameter: "id"), Web(parameter: "id"));
        Two(Web(parameter: "id"), Web(parameter: null));
        Two(Web(parameter: null), Web(parameter: ""));
        Two(Web(rule: "40012"), Web(rule: "10021"));
    }

    [Fact]
    public void Configuration_is_known_by_rule_path_and_resource_whatever_the_tool()
    {
        One(Config(resource: "bucket"), Config(resource: "bucket"));
        Two(Config(resource: "bucket"), Config(resource: null));
        Two(Config(), Config(path: "other.tf"));
        Two(Config(), Config("CKV_2"));
    }

    [Fact]
    public void Manual_findings_are_known_by_rule()
    {
        One(Manual(), Manual(severity: Severity.Low));
        Two(Manual(), Manual("PT-2"));
    }

    [Fact]
    public void Kind_is_part_of_every_key() =>
        Two(Config("R", "a", null), new ScanResult { Kind = FindingKind.Manual, Rule = "R", Severity = Severity.High });

    [Fact]
    public void Service_is_part_of_every_key()
    {
        var findings = Given(Scan(1, [Cve()]), Scan(1, [Cve()], service: "pay")).Findings;

        Assert.Equal(2, findings.Select(f => f.Id).Distinct().Count());
    }

    private static void One(ScanResult one, ScanResult other, bool sameTool = false, (string?, string?) commits = default) => Findings(1, one, other, sameTool, commits);

    private static void Two(ScanResult one, ScanResult other, bool sameTool = false, (string?, string?) commits = default) => Findings(2, one, other, sameTool, commits);

    private static void Findings(int count, ScanResult one, ScanResult other, bool sameTool, (string? One, string? Other) commits) =>
        Assert.Equal(count, Given(
            Scan(1, [one], tool: "a", commit: commits.One), Scan(1, [other], tool: sameTool ? "a" : "b", target: "t", commit: commits.Other)).Findings.Count);
}
