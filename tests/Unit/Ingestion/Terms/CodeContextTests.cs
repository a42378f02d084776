using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Tests.Unit.Ingestion.Terms;

public class CodeContextTests
{
    private static readonly ScanResult s_result = new() { Kind = FindingKind.Code, Rule = "sqli", Severity = Severity.High, Path = "a.py", Line = 10 };

    [Theory]
    [InlineData("    eval( x )")]
    [InlineData("\teval( x )\r\n")]
    [InlineData("\n\neval(  x )\n")]
    public void White_space_makes_no_difference(string code) => Assert.Equal(s_result.WithContext("eval( x )").ContextHash, s_result.WithContext(code).ContextHash);

    [Theory]
    [InlineData("eval( y )")]
    [InlineData("ev al( x )")]
    [InlineData("eval( x )\nreturn")]
    public void Other_code_does(string code) => Assert.NotEqual(s_result.WithContext("eval( x )").ContextHash, s_result.WithContext(code).ContextHash);

    [Fact]
    public void Nothing_of_the_code_is_kept_but_128_bits() => Assert.Matches("^[0-9a-f]{32}$", s_result.WithContext("eval(x)").ContextHash);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n\t")]
    public void No_code_has_no_hash(string? code) => Assert.Null(s_result.WithContext(code).ContextHash);

    [Fact]
    public void What_has_a_fingerprint_needs_none() => Assert.Null((s_result with { Fingerprint = "f" }).WithContext("eval(x)").ContextHash);

    [Fact]
    public void What_may_quote_a_secret_has_none()
    {
        Assert.Null((s_result with { Kind = FindingKind.Secret }).WithContext("p = 'EXAMPLE'").ContextHash);
        Assert.Null((s_result with { Cwe = [89, 798] }).WithContext("p = 'EXAMPLE'").ContextHash);
        Assert.Null((s_result with { Rule = "python.HardCoded-thing" }).WithContext("p = 'EXAMPLE'").ContextHash);
    }

    [Fact]
    public void Of_numbered_lines_those_are_taken_that_the_result_is_about()
    {
        Assert.Equal(" eval(x)\n", CodeContext.Lines("9 def f(x):\n10 eval(x)\n11 return 12\n", 10, null));
        Assert.Equal(" \ta(\n \t1)\n", CodeContext.Lines("8: \tb()\n9: \ta(\n10: \t1)\n11: \tc()\n", 9, 10));
        Assert.Null(CodeContext.Lines("eval(x)", 10, 10));
        Assert.Null(CodeContext.Lines("99999999999 eval(x)", 10, 10));
        Assert.Null(CodeContext.Lines(null, 10, 10));
    }

    [Fact]
    public void Formats_that_show_the_code_have_its_hash()
    {
        Assert.All(
            [
                """{"results":[{"check_id":"r","path":"a.py","start":{"line":4},"extra":{"severity":"ERROR","lines":"    eval(x)"}}],"paths":{"scanned":[]}}""",
                """{"results":[{"test_id":"B307","filename":"a.py","line_number":4,"issue_severity":"HIGH","line_range":[4],"code":"3 def f(x):\n4     eval(x)\n5 \n"}],"metrics":{"_totals":{}}}""",
                """{"Issues":[{"rule_id":"G1","severity":"HIGH","file":"a.go","line":"4","code":"3: func f() {\n4: \teval(x)\n5: }\n"}],"Stats":{}}""",
                """{"njsscan_version":"1","nodejs":{"r":{"files":[{"file_path":"a.js","match_lines":[4,4],"match_string":"eval(x)"}],"metadata":{"severity":"ERROR"}}}}""",
                """{"analysisVulnerabilities":[{"vulnerabilities":{"file":"a.py","line":"4","code":"eval(x)","rule_id":"H","severity":"HIGH","details":"d"}}]}""",
                Sarif("""{"startLine":4,"snippet":{"text":"  eval(x)\n"}},"contextRegion":{"snippet":{"text":"def f(x):\n  eval(x)\n"}}"""),
                Sarif("""{"startLine":4},"contextRegion":{"startLine":3,"snippet":{"text":"eval(x)"}}"""),
            ],
            report => Assert.Equal(s_result.WithContext("eval(x)").ContextHash, OnlyResult(report).ContextHash));
    }

    [Fact]
    public void What_semgrep_says_to_those_who_have_not_logged_in_is_no_code() =>
        Assert.Null(OnlyResult("""{"results":[{"check_id":"r","path":"a.py","start":{"line":4},"extra":{"severity":"ERROR","lines":"requires login"}}],"paths":{"scanned":[]}}""").ContextHash);

    [Fact]
    public void A_password_that_bandit_quotes_has_none() =>
        Assert.Null(OnlyResult("""{"results":[{"test_id":"B105","filename":"a.py","line_number":4,"issue_severity":"LOW","code":"4 p = EXAMPLE"}],"metrics":{"_totals":{}}}""").ContextHash);

    [Fact]
    public void Who_publishes_events_tells_a_hash_of_their_own() =>
        Assert.Equal("h", Payloads.Result(Payloads.Quoted("{'kind':'code','rule':'r','severity':'high','path':'a.py','contextHash':'h'}")).ContextHash);

    private static string Sarif(string region) => Payloads.Sarif(
        $$$"""{"ruleId":"r","message":{"text":"m"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a.py"},"region":{{{region}}}}}]}""");

    private static ScanResult OnlyResult(string report) =>
        Assert.Single(Payloads.ReadReport(report).SelectMany(Payloads.Messages).OfType<ScanPart>().SelectMany(part => part.Results));
}
