using System.Text.Json.Nodes;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Tests.Integration.Access;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Standalone;

[Collection(PostgresTests.Name)]
public sealed class VexAnswerTests(LockedPlatform platform) : IClassFixture<LockedPlatform>
{
    private const string Document = """
        {"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://vex.example/1","author":"Ada","timestamp":"2026-01-07T10:00:00Z","statements":[
          {"vulnerability":{"name":"CVE-2026-1"},"products":[{"@id":"pkg:npm/a@1"}],"status":"not_affected","justification":"vulnerable_code_not_present"},
          {"vulnerability":{"name":"CVE-2026-9"},"products":[{"@id":"pkg:npm/a@1"}],"status":"not_affected","justification":"component_not_present"}]}
        """;

    [Fact]
    public async Task The_answer_says_which_findings_each_statement_touched()
    {
        var key = await platform.KeyFor(Scope.Publish);
        await platform.Ring.Refresh(default);
        using var posted = await platform.Send(HttpMethod.Post, "/v1/scans?service=shop", key, new StringContent(Document));
        var id = JsonNode.Parse(await posted.Content.ReadAsStringAsync())!["id"];

        var (_, answer) = await Eventually.Be(() => platform.Get($"/v1/submissions/{id}", key), a => (string?)a.Body["status"] == "processed");

        var touched = answer["items"]!.AsArray().Where(item => (string?)item!["type"] == "metricsplatform.finding.triaged.v1")
            .Select(item => item!["counts"]!["findings"]!.AsArray().Select(finding => (string)finding!).ToList()).ToList();
        Assert.Equal(2, touched.Count);
        Assert.Equal([platform.ShopFinding], touched[0]);
        Assert.Empty(touched[1]);
    }
}
