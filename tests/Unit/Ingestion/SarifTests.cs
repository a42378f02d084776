using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;
using static MetricsPlatform.Tests.Unit.Ingestion.Payloads;

namespace MetricsPlatform.Tests.Unit.Ingestion;

public class SarifTests
{
    private const string R = "{'ruleId':'r'}";

    [Fact]
    public void A_query_says_more_than_the_report()
    {
        const string Run = "'automationDetails':{'id':'api/nightly/1'},'invocations':[{'executionSuccessful':true,'startTimeUtc':'2026-02-01T10:00:00Z'}],'versionControlProvenance':[{'revisionId':'abc','branch':'dev'}],";
        var told = ReadSarif(Sarif(R, run: Run, tool: "My Tool"))[0];
        var report = SarifScan(Sarif(R, run: Run, tool: "My Tool"));
        var query = new ScanQuery("shop", "other", "web", Stage.Production, "1.0", "def", "main", false, Now.AddDays(-1));

        Assert.Equal(new ScanDescription("my-tool", "api/nightly", Stage.Build, null, "abc", "dev", true, true), report.Scan);
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero), Assert.IsType<AcceptedItem>(told).Time);
        Assert.Equal(new ScanDescription("other", "web", Stage.Production, "1.0", "def", "main", false, true), SarifScan(Sarif(R, run: Run), query).Scan);
        Assert.Equal(Now.AddDays(-1), Assert.IsType<AcceptedItem>(ReadSarif(Sarif(R, run: Run), query)[0]).Time);
    }

    [Fact]
    public void An_automation_id_without_a_slash_names_a_single_run_and_no_target() =>
        Assert.Equal("", SarifScan(Sarif(R, run: "'automationDetails':{'id':'run-7'},")).Scan.Target);

    [Fact]
    public void Without_a_time_the_scan_has_the_time_of_receipt_and_a_repeat_says_the_same()
    {
        var json = Sarif(R);
        var first = Assert.IsType<AcceptedItem>(ReadSarif(json)[0]);
        var later = Assert.IsType<AcceptedItem>(ScanReport.Read(Stream(json), new ScanQuery("shop"), Now.AddHours(1), "/ci", "scan-1").Single());

        Assert.Equal(Now, first.Time);
        Assert.Equal(Now.AddHours(1), later.Time);
        Assert.Equal(first.ContentHash.ToArray(), later.ContentHash.ToArray());
    }

    [Fact]
    public void A_report_from_the_future_is_refused() =>
        Assert.Equal("future_time", Assert.IsType<RefusedItem>(ReadSarif(Sarif(R, run: "'invocations':[{'startTimeUtc':'2026-03-01T12:06:00Z'}],"))[0]).Refusal.Reason);

    [Theory]
    [InlineData("{'ruleId':'r','level':'note','properties':{'security-severity':'9.8'}}", "", Severity.Critical)]
    [InlineData("{'ruleId':'r','level':'note'}", "{'id':'r','properties':{'security-severity':7.5}}", Severity.High)]
    [InlineData("{'ruleId':'r','level':'note'}", "{'id':'r','properties':{'security-severity':'high'}}", Severity.High)]
    [InlineData("{'ruleId':'r','level':'note'}", "{'id':'r','properties':{'security-severity':'unheard of'}}", Severity.Low)]
    [InlineData("{'ruleId':'r','level':'error'}", "{'id':'r','defaultConfiguration':{'level':'note'}}", Severity.High)]
    [InlineData("{'ruleId':'r'}", "{'id':'r','defaultConfiguration':{'level':'note'}}", Severity.Low)]
    [InlineData("{'ruleId':'r','level':'none'}", "", Severity.Info)]
    [InlineData("{'ruleId':'r','kind':'informational'}", "{'id':'r','defaultConfiguration':{'level':'error'}}", Severity.Info)]
    [InlineData("{'ruleId':'r'}", "", Severity.Medium)]
    public void Severity_comes_from_the_score_then_the_level_then_the_rule(string result, string rule, Severity severity) =>
        Assert.Equal(severity, SarifResult(result, rule).Severity);

    [Fact]
    public void An_invocation_may_configure_a_rule_otherwise() =>
        Assert.Equal(Severity.High, SarifResult(R, "{'id':'r','defaultConfiguration':{'level':'note'}}",
            "'invocations':[{'executionSuccessful':true,'ruleConfigurationOverrides':[{'configuration':{'level':'error'},'descriptor':{'id':'r'}}]}],").Severity);

    [Theory]
    [InlineData("{'ruleId':'b'}", "b", "title b")]
    [InlineData("{'ruleIndex':1}", "b", "title b")]
    [InlineData("{'rule':{'id':'b'}}", "b", "title b")]
    [InlineData("{'rule':{'index':0}}", "a", "title a")]
    [InlineData("{'ruleId':'b/1'}", "b/1", "title b")]
    [InlineData("{'rule':{'index':0,'toolComponent':{'index':0}}}", "ext", "title ext")]
    [InlineData("{'ruleId':'ext'}", "ext", "title ext")]
    public void A_rule_is_found_by_id_or_index_in_the_driver_or_an_extension(string result, string rule, string title)
    {
        var json = Quoted($"{{'version':'2.1.0','runs':[{{'results':[{result}],'tool':{{'extensions':[{{'name':'x','rules':[{{'id':'ext','name':'title ext'}}]}}],'driver':{{'name':'t','rules':[{{'id':'a','name':'title a'}},{{'id':'b','shortDescription':{{'text':'title b'}}}}]}}}}}}]}}");
        var found = Assert.Single(SarifScan(json).Results);

        Assert.Equal((rule, title), (found.Rule, found.Title));
    }

    [Fact]
    public void A_result_without_a_rule_is_pointed_at_and_the_others_count_as_a_part()
    {
        var items = ReadSarif(Sarif(R + ",{'message':{'text':' '}}," + R));
        var scan = Assert.IsType<ScanPart>(Assert.Single(Messages(items[0])));
        var refused = Assert.IsType<RefusedItem>(items[1]);

        Assert.Equal((2, false), (scan.Results.Count, scan.Scan.Complete));
        Assert.Equal((ScanReport.UnreadableItem, "missing_field", "/runs/0/results/1/ruleId"), (refused.Type, refused.Refusal.Reason, refused.Refusal.Pointer));
    }

    [Fact]
    public void A_result_without_a_rule_is_named_by_the_rule_that_its_message_begins_with_else_by_the_message() =>
        Assert.Equal(["AWS Access Key", "Something else"], SarifScan(Sarif(
            "{'message':{'text':'AWS Access Key secret detected'}},{'message':{'text':'Something else\\nwith details'}}", "{'id':'AWS'},{'id':'AWS Access Key'}")).Results.Select(found => found.Rule));

    [Fact]
    public void Weaknesses_come_from_tags_relationships_taxa_and_properties() =>
        Assert.Equal([22, 78, 79, 89, 601], SarifResult(
            "{'ruleId':'r','taxa':[{'id':'89','toolComponent':{'name':'CWE'}}],'properties':{'cwe':'CWE-22'}}",
            "{'id':'r','relationships':[{'target':{'id':'CWE-78'}}],'properties':{'tags':['external/cwe/cwe-079','CWE-601: Open Redirect','CWE-79','security']}}").Cwe.Order());

    [Theory]
    [InlineData("'fingerprints':{'id/v1':'a','id/v2':'b'},'partialFingerprints':{'primaryLocationLineHash':'c'}", "id/v2:b")]
    [InlineData("'partialFingerprints':{'aaa':'x','primaryLocationLineHash':'c:1','primaryLocationStartColumnFingerprint':'4'}", "primaryLocationLineHash:c:1")]
    [InlineData("'partialFingerprints':{'b':'2','a':'1'}", "a:1")]
    [InlineData("'partialFingerprints':{'author':'ann','email':'e','date':'d','commitSha':'s','commitMessage':'m'}", null)]
    [InlineData("'fingerprints':{'matchBasedId/v1':'requires login'}", null)]
    [InlineData("'fingerprints':{'csv':{'value':'a'}}", "csv:a")]
    public void The_best_fingerprint_is_the_identity(string fingerprints, string? expected) =>
        Assert.Equal(expected, SarifResult($"{{'ruleId':'r',{fingerprints}}}").Fingerprint);

    [Theory]
    [InlineData("'uri':'src/a%20b.cs'", "src/a b.cs")]
    [InlineData("'uri':'src\\\\a.cs'", "src/a.cs")]
    [InlineData("'uri':'file:///build/repo/src/a.cs'", "src/a.cs")]
    [InlineData("'uri':'file:///elsewhere/a.cs'", "elsewhere/a.cs")]
    [InlineData("'uri':'a.cs','uriBaseId':'SRC'", "src/a.cs")]
    [InlineData("'uri':'a.cs','uriBaseId':'ROOT'", "a.cs")]
    [InlineData("'uri':'a.cs','uriBaseId':'%SRCROOT%'", "a.cs")]
    [InlineData("'index':1", "lib/b.cs")]
    public void A_path_is_relative_to_the_repository(string location, string path) =>
        Assert.Equal(path, SarifResult($"{{'ruleId':'r','locations':[{{'physicalLocation':{{'artifactLocation':{{{location}}}}}}}]}}",
            run: "'artifacts':[{'location':{'uri':'lib/a.cs'}},{'location':{'uri':'lib/b.cs'}}],'originalUriBaseIds':{'ROOT':{'uri':'file:///build/repo/'},'SRC':{'uri':'src/','uriBaseId':'ROOT'}},").Path);

    [Fact]
    public void A_base_below_the_root_that_version_control_names_counts() =>
        Assert.Equal("api/a.cs", SarifResult("{'ruleId':'r','locations':[{'physicalLocation':{'artifactLocation':{'uri':'a.cs','uriBaseId':'SRC'}}}]}",
            run: "'originalUriBaseIds':{'REPO':{'uri':'file:///w/'},'SRC':{'uri':'file:///w/api/'}},'versionControlProvenance':[{'mappedTo':{'uriBaseId':'REPO'}}],").Path);

    [Fact]
    public void Further_locations_are_shown_and_are_no_results()
    {
        static string At(string uri, int line) => $"{{'physicalLocation':{{'artifactLocation':{{'uri':'{uri}'}},'region':{{'startLine':{line}}}}}}}";
        var result = SarifResult($"{{'ruleId':'r','locations':[{At("a", 1)},{At("b", 2)}]}}");

        Assert.Equal(("a", 1), (result.Path, result.Line));
        Assert.Equal(["b:2"], result.AlsoAt);
    }

    [Fact]
    public void A_message_is_found_by_its_id_and_filled() =>
        Assert.Equal("Variable x is {not} set by y.", SarifResult(
            "{'ruleId':'r','message':{'id':'m','arguments':['x','y']}}",
            "{'id':'r','messageStrings':{'m':{'text':'Variable {0} is {{not}} set by {1}.'}}}").Description);

    [Theory]
    [InlineData("{'ruleId':'r','kind':'pass'}")]
    [InlineData("{'ruleId':'r','kind':'notApplicable'}")]
    [InlineData("{'ruleId':'r','baselineState':'absent'}")]
    public void What_was_found_in_order_is_no_finding(string result) => Assert.Empty(SarifScan(Sarif(result)).Results);

    [Fact]
    public void Nothing_found_nothing_said_and_failed_are_three_things()
    {
        const string Failed = "{'tool':{'driver':{'name':'t'}},'invocations':[{'executionSuccessful':true},{'executionSuccessful':false}],'results':[]}";
        var items = ReadSarif(Quoted($"{{'version':'2.1.0','runs':[{{'tool':{{'driver':{{'name':'t'}}}}}},{{'tool':{{'driver':{{'name':'t'}}}},'results':null}},{{'tool':{{'driver':{{'name':'t'}}}},'results':[]}},{Failed}]}}"));

        Assert.All(items.Take(2), item => Assert.Equal(ScanReport.WithoutResults, Assert.IsType<UnusedItem>(item).Type));
        Assert.Equal([true, false], items.Skip(2).Select(item => Assert.IsType<ScanPart>(Assert.Single(Messages(item))).Scan.Successful));
        Assert.Equal(["scan-1", "scan-1#1", "scan-1#2", "scan-1#3"], items.Select(item => item.Id));
    }

    [Fact]
    public void Runs_of_one_scope_have_one_time()
    {
        static string Run(string category, string start) => $"{{'tool':{{'driver':{{'name':'t'}}}},'automationDetails':{{'id':'{category}/'}},'invocations':[{{'startTimeUtc':'{start}'}}],'results':[]}}";
        var items = ReadSarif(Quoted($"{{'version':'2.1.0','runs':[{Run("a", "2026-02-01T00:00:02Z")},{Run("a", "2026-02-01T00:00:01Z")},{Run("b", "2026-02-01T00:00:03Z")}]}}"));

        Assert.Equal([1, 1, 3], items.Cast<AcceptedItem>().Select(item => item.Time.Second));
    }

    [Fact]
    public void A_suppression_is_a_decision_and_the_result_stays_a_result()
    {
        static string Result(string path, string suppression) => $"{{'ruleId':'r','locations':[{{'physicalLocation':{{'artifactLocation':{{'uri':'{path}'}}}}}}],'suppressions':[{suppression}]}}";
        var json = Sarif(string.Join(',',
            Result("a", "{'kind':'inSource','justification':'by design'}"), Result("a", "{'kind':'inSource'}"), Result("b", "{'kind':'external','status':'accepted'}"),
            Result("c", "{'kind':'external','status':'underReview'}"), Result("d", "{'kind':'external','status':'accepted'},{'kind':'external','status':'rejected'}"), Result("e", "")));

        Assert.Equal(6, SarifScan(json).Results.Count);
        var decisions = Decisions(json);
        Assert.Equal(["a", "b"], decisions.Select(decision => decision.Match.Path));
        Assert.All(decisions, decision => Assert.Equal((TriageDecision.RiskAccepted, null, "codeql"), (decision.Decision, decision.Until, decision.By)));
        Assert.Equal("by design", decisions[0].Justification);
        Assert.StartsWith("scan-1/decision/", decisions[0].Header.Id, StringComparison.Ordinal);
        Assert.Equal(Now, decisions[0].Header.Time);
    }

    [Theory]
    [InlineData("{'version':'2.0.0','runs':[]}", "/version")]
    [InlineData("{'runs':[]}", "/version")]
    [InlineData("{'version':'2.1.0'}", "/runs")]
    [InlineData("{'version':'2.1.0','runs':{}}", "/runs")]
    [InlineData("{'version':'2.1.0','runs':[1]}", "/runs/0")]
    [InlineData("[]", "")]
    public void What_is_no_SARIF_log_is_unreadable(string json, string pointer) =>
        Assert.Equal(pointer, Assert.Throws<UnreadablePayloadException>(() => ReadSarif(Quoted(json))).Refusal.Pointer);

    [Fact]
    public void A_draft_of_the_version_is_read() => Assert.Empty(ReadSarif(Quoted("{'version':'2.1.0-rtm.5','runs':[]}")));

    [Fact]
    public void A_query_names_the_parameter_that_is_wrong()
    {
        static string? Problem(string name, string value) =>
            ScanQuery.Parse(parameter => parameter == name ? value : parameter == "service" ? "shop" : null).Refusal?.Message;

        Assert.Contains("'service'", ScanQuery.Parse(_ => null).Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("'stage'", Problem("stage", "prod"), StringComparison.Ordinal);
        Assert.Contains("'complete'", Problem("complete", "1"), StringComparison.Ordinal);
        Assert.Contains("'time'", Problem("time", "2026-03-01T12:00:00"), StringComparison.Ordinal);
        Assert.Null(Problem("time", "2026-03-01T12:00:00 01:00"));
        Assert.Null(Problem("tool", ""));
    }
}
