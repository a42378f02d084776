using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;
using static MetricsPlatform.Tests.Unit.Ingestion.Payloads;

namespace MetricsPlatform.Tests.Unit.Ingestion;

public class NativeEventTests
{
    [Fact]
    public void A_deployment_is_read_with_its_defaults()
    {
        var deployed = Message<ReleaseDeployed>(Event("release.deployed", "{'service':'shop','version':'1.2','commit':null,'unknown':{'a':[1]}}"));

        Assert.Equal(("shop", "1.2", null, "production", DeploymentOutcome.Succeeded),
            (deployed.Service, deployed.Version, deployed.Commit, deployed.Environment, deployed.Outcome));
        Assert.Empty(deployed.Features);
    }

    [Fact]
    public void Every_type_is_read()
    {
        Assert.Equal(["SHOP-1"], Message<ReleaseDeployed>(Event("release.deployed", "{'service':'s','version':'1','outcome':'rolled_back','features':['SHOP-1']}")).Features);
        var triaged = Message<FindingTriaged>(Event("finding.triaged", "{'service':'s','match':{'rule':'CVE-2026-1','package':'pkg:npm/a','path':'./src/a.js'},'decision':'risk_accepted','until':'2026-06-01T02:00:00+02:00','by':'ann','justification':'later'}"));
        Assert.Equal(new TriageMatch("CVE-2026-1", "pkg:npm/a", "src/a.js"), triaged.Match);
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), triaged.Until);
        Assert.Equal(TicketStatus.InProgress, Message<TicketChanged>(Event("ticket.changed", "{'service':'s','tracker':'jira','key':'A-1','status':'in_progress','rules':['X']}")).Status);
        Assert.Equal("scan-7", Message<ScanWithdrawn>(Event("scan.withdrawn", "{'service':'s','scan':{'source':'/ci','id':'scan-7'}}")).ScanId);
        Assert.Equal(("trivy", ""), (Message<ScopeRetired>(Event("scope.retired", "{'service':'s','tool':'Trivy'}")).Tool, Message<ScopeRetired>(Event("scope.retired", "{'service':'s','tool':'Trivy'}")).Target));
        Assert.Equal("s", Message<ServiceRetired>(Event("service.retired", "{'service':'s'}")).Service);
        Assert.Equal(IncidentStatus.Resolved, Message<IncidentChanged>(Event("incident.changed", "{'service':'s','key':'I-1','status':'resolved'}")).Status);
    }

    [Fact]
    public void A_scan_is_read_with_its_defaults_and_its_tool_in_lower_case()
    {
        var part = Message<ScanPart>(Scan(""));

        Assert.Equal(new ScanDescription("trivy", "", Stage.Build, null, null, null, Complete: true, Successful: true), part.Scan);
        Assert.Equal((0, 1, 0), (part.Part, part.Parts, part.Results.Count));
    }

    [Fact]
    public void A_result_keeps_all_its_fields()
    {
        var result = Result("{'kind':'dependency','rule':'CVE-2026-1','aliases':['GHSA-xxxx'],'severity':'high','cvss':3.1,'cwe':[79,80],'title':'t','description':'d','help':'h','package':'pkg:npm/a@1','fixedIn':'2','path':'.\\\\src\\\\a.js','line':3,'fingerprint':'f'}");

        Assert.Equal((FindingKind.Dependency, "CVE-2026-1", Severity.High, 3.1), (result.Kind, result.Rule, result.Severity, result.Cvss));
        Assert.Equal(("pkg:npm/a@1", "2", "src/a.js", 3, "f"), (result.Package, result.FixedIn, result.Path, result.Line, result.Fingerprint));
        Assert.Equal([79, 80], result.Cwe);
        Assert.Equal(["GHSA-xxxx"], result.Aliases);
    }

    [Theory]
    [InlineData(9.0, Severity.Critical)]
    [InlineData(8.9, Severity.High)]
    [InlineData(4.0, Severity.Medium)]
    [InlineData(0.1, Severity.Low)]
    [InlineData(0, Severity.Info)]
    public void A_score_alone_tells_the_severity(double cvss, Severity severity) =>
        Assert.Equal(severity, Result(FormattableString.Invariant($"{{'kind':'manual','rule':'r','cvss':{cvss}}}")).Severity);

    [Theory]
    [InlineData("/src/a.cs", "src/a.cs")]
    [InlineData("src//b/../a.cs", "src/a.cs")]
    [InlineData("././a.cs", "a.cs")]
    public void A_path_is_relative_with_forward_slashes(string written, string path) =>
        Assert.Equal(path, Result($"{{'kind':'code','rule':'r','severity':'low','path':'{written}'}}").Path);

    [Theory]
    [InlineData("{'kind':'code','rule':'r','severity':'low'}", "path")]
    [InlineData("{'kind':'secret','rule':'r','severity':'low'}", "path")]
    [InlineData("{'kind':'configuration','rule':'r','severity':'low'}", "path")]
    [InlineData("{'kind':'dependency','rule':'r','severity':'low'}", "package")]
    [InlineData("{'kind':'dynamic','rule':'r','severity':'low'}", "url")]
    [InlineData("{'kind':'manual','severity':'low'}", "rule")]
    [InlineData("{'kind':'manual','rule':null,'severity':'low'}", "rule")]
    [InlineData("{'rule':'r','severity':'low'}", "kind")]
    [InlineData("{'kind':'manual','rule':'r'}", "severity")]
    public void A_missing_field_is_named_with_its_pointer(string result, string field)
    {
        var refusal = Refused(Scan("{'kind':'manual','rule':'ok','severity':'low'}," + result));

        Assert.Equal(("missing_field", $"/data/results/1/{field}"), (refusal.Reason, refusal.Pointer));
        Assert.Contains($"'{field}'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind", "'Code'")]
    [InlineData("kind", "1")]
    [InlineData("severity", "'HIGH'")]
    [InlineData("cvss", "11")]
    [InlineData("cvss", "'9.8'")]
    [InlineData("cwe", "'79'")]
    [InlineData("aliases", "{}")]
    [InlineData("package", "'left-pad'")]
    [InlineData("package", "'pkg:npm'")]
    [InlineData("package", "'pkg:npm/@1.0'")]
    [InlineData("line", "0")]
    [InlineData("line", "1.5")]
    [InlineData("title", "[]")]
    public void An_ill_typed_field_is_named_with_its_pointer(string field, string value)
    {
        var refusal = Refused(Scan($"{{'kind':'manual','rule':'r','severity':'low','{field}':{value}}}"));

        Assert.Equal(("invalid_field", $"/data/results/0/{field}"), (refusal.Reason, refusal.Pointer));
    }

    [Theory]
    [InlineData("release.deployed", "{'service':'s'}", "/data/version")]
    [InlineData("release.deployed", "{'service':'s','version':'1','outcome':'ok'}", "/data/outcome")]
    [InlineData("release.deployed", "{'service':'s','version':'1','features':['a',2]}", "/data/features/1")]
    [InlineData("finding.triaged", "{'service':'s','match':{},'decision':'not_affected'}", "/data/match/rule")]
    [InlineData("finding.triaged", "{'service':'s','match':{'rule':'r'},'decision':'not_affected','until':'2026-06-01T00:00:00Z'}", "/data/until")]
    [InlineData("finding.triaged", "{'service':'s','match':{'rule':'r'},'decision':'risk_accepted','until':'2026-06-01T00:00:00'}", "/data/until")]
    [InlineData("ticket.changed", "{'service':'s','tracker':'jira','key':'A-1'}", "/data/status")]
    [InlineData("scan.withdrawn", "{'service':'s','scan':{'source':'/ci'}}", "/data/scan/id")]
    [InlineData("scan.completed", "{'service':'s','tool':'t'}", "/data/results")]
    [InlineData("scan.completed", "{'service':'s','tool':'t','results':null}", "/data/results")]
    [InlineData("scan.completed", "{'service':'s','tool':'t','results':[],'complete':'yes'}", "/data/complete")]
    [InlineData("scan.completed", "{'service':'s','tool':'t','results':[7]}", "/data/results/0")]
    [InlineData("scope.retired", "{'service':'s'}", "/data/tool")]
    [InlineData("service.retired", "{'service':'a\\u0007b'}", "/data/service")]
    [InlineData("service.retired", "{'service':''}", "/data/service")]
    [InlineData("incident.changed", "{'service':'s','key':'k','status':'done'}", "/data/status")]
    [InlineData("service.retired", "[]", "/data")]
    public void What_is_wrong_with_the_data_is_pointed_at(string type, string data, string pointer) =>
        Assert.Equal(pointer, Refused(Event(type, data)).Pointer);

    [Fact]
    public void A_name_has_at_most_200_characters()
    {
        Assert.Equal("/data/service", Refused(Event("service.retired", $"{{'service':'{new string('a', 201)}'}}")).Pointer);
        Assert.Equal(200, Accepted(Event("service.retired", $"{{'service':'{new string('a', 200)}'}}")).Service.Length);
    }

    [Fact]
    public void Long_texts_are_cut_without_breaking_a_character()
    {
        var text = new string('a', 299) + "😀" + new string('b', 5000);
        var result = Result($"{{'kind':'manual','rule':'r','severity':'low','title':'{text}','description':'{text}','help':'{text}'}}");

        Assert.Equal((299, 4000, 2000), (result.Title!.Length, result.Description!.Length, result.Help!.Length));
    }

    [Fact]
    public void A_fingerprint_that_stands_twice_in_a_report_identifies_nothing_in_it()
    {
        static string Code(string rule, string print) => $"{{'kind':'code','rule':'{rule}','severity':'low','path':'a','fingerprint':'{print}'}}";
        static string Secret(string rule, string print) => $"{{'kind':'secret','rule':'{rule}','severity':'low','path':'a','fingerprint':'{print}'}}";
        static string Web(string print) => $"{{'kind':'dynamic','rule':'r','severity':'low','url':'https://a','fingerprint':'{print}'}}";
        string[] results = [Code("r1", "x"), Code("r2", "x"), Code("r1", "y"), Code("r1", "y"), Secret("r1", "x"), Secret("r2", "z"), Secret("r3", "z"), Web("w"), Web("w")];

        var part = Message<ScanPart>(Scan(string.Join(',', results)));

        Assert.Equal(["x", "x", null, null, "x", null, null, "w", "w"], part.Results.Select(result => result.Fingerprint));
    }

    [Fact]
    public void A_fingerprint_is_judged_over_the_whole_report_before_it_is_cut_into_parts()
    {
        static string Code(int print) => $"{{'kind':'code','rule':'r','severity':'low','path':'a','fingerprint':'{print}'}}";
        var json = Scan(string.Join(',', Enumerable.Range(0, 2500).Append(7).Select(Code)));

        var parts = Messages(Accepted(json)).Cast<ScanPart>().ToList();

        Assert.Equal([1000, 1000, 501], parts.Select(part => part.Results.Count));
        Assert.All(parts, part => Assert.Equal(3, part.Parts));
        Assert.Equal([0, 1, 2], parts.Select(part => part.Part));
        Assert.Equal([7, 2500], parts.SelectMany(part => part.Results).Index().Where(at => at.Item.Fingerprint is null).Select(at => at.Index));
    }

    [Fact]
    public void The_hash_tells_what_is_said_and_not_how_it_is_written()
    {
        static string Hash(string json) => Convert.ToHexString(Accepted(json).ContentHash.Span);
        const string Result = "{'kind':'code','rule':'r','severity':'low','path':'a','line':1}";
        var hash = Hash(Event("scan.completed", $"{{'service':'shop','tool':'trivy','results':[{Result}]}}"));

        Assert.Equal(hash, Hash(Event("scan.completed", "{ 'results' : [{'line':1,'path':'./a','x':1,'severity':'low','rule':'\\u0072','kind':'code','url':null}],\n'tool':'TRIVY','service':'shop','complete':true}")));
        Assert.NotEqual(hash, Hash(Event("scan.completed", $"{{'service':'shop','tool':'trivy','results':[{Result},{Result}]}}")));
        Assert.NotEqual(hash, Hash(Event("scan.completed", $"{{'service':'shop','tool':'trivy','complete':false,'results':[{Result}]}}")));
        Assert.NotEqual(hash, Hash(Event("scan.completed", $"{{'service':'other','tool':'trivy','results':[{Result}]}}")));
        Assert.NotEqual(hash, Hash(Event("scan.completed", $"{{'service':'shop','tool':'trivy','results':[{Result}]}}", time: "2026-03-01T11:00:01Z")));
        Assert.NotEqual(hash, Hash(Event("scan.completed", $"{{'service':'shop','tool':'trivy','results':[{Result.Replace("'line':1", "'line':2", StringComparison.Ordinal)}]}}")));
    }
}
