using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>What <c>/openapi/v1.json</c> says, held against the routes that there are.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class OpenApiTests(LockedPlatform platform) : IClassFixture<LockedPlatform>
{
    private static readonly string[] WithoutBody = ["/redrive", "/rebuild", "/replays"];

    [Fact]
    public async Task Every_route_is_described_with_a_summary_of_its_own_what_it_answers_and_its_problems()
    {
        var document = await Document();
        var operations = document["paths"]!.AsObject().SelectMany(
            path => path.Value!.AsObject(), (path, operation) => (Name: $"{operation.Key.ToUpperInvariant()} {path.Key}", What: operation.Value!)).ToList();

        Assert.Equal(platform.Routes.Where(IsForMachines).Select(route => Constraint().Replace(route, "}")).Order(), operations.Select(o => o.Name).Order());
        Assert.Equal(operations.Count, operations.Select(o => (string?)o.What["summary"]).OfType<string>().Distinct().Count());
        Assert.All(operations, o =>
        {
            var responses = o.What["responses"]!.AsObject();
            Assert.Contains(responses, r => r.Key is "200" or "202" && r.Value!["content"]!.AsObject().Any(c => c.Value!["schema"] is not null));
            Assert.Contains("503", responses.Select(r => r.Key));
            Assert.All(responses.Where(r => r.Key[0] is '4' or '5'), r => Assert.NotNull(r.Value!["content"]!["application/problem+json"]!["schema"]));
            Assert.All(Parameter().Matches(o.Name).Select(m => m.Groups[1].Value), name => Assert.Contains(o.What["parameters"]!.AsArray(), p => (string?)p!["name"] == name));
            Assert.True(o.Name[..4] != "POST" || o.What["requestBody"] is not null || WithoutBody.Any(end => o.Name.EndsWith(end, StringComparison.Ordinal)), o.Name);
        });
    }

    [Fact]
    public async Task A_route_that_needs_a_key_says_so_and_which()
    {
        var document = await Document();

        Assert.Equal("bearer", (string?)document["components"]!["securitySchemes"]!["key"]!["scheme"]);
        var kpis = document["paths"]!["/v1/kpis"]!["get"]!;
        Assert.NotNull(kpis["security"]![0]!["key"]);
        Assert.Equal("Scope of the key: read.", (string?)kpis["description"]);
        Assert.All(new[] { "401", "403" }, status => Assert.NotNull(kpis["responses"]![status]));
        Assert.Empty(document["paths"]!["/v1/webhooks/{kind}/{connection}"]!["post"]!["security"]!.AsArray());
    }

    /// <summary>Rules of linters (Redocly's "recommended") that are errors there, and names for generated clients.</summary>
    [Fact]
    public async Task A_linter_finds_servers_security_and_operation_ids()
    {
        var document = await Document();
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!).ToList();

        Assert.Equal("/", (string?)document["servers"]![0]!["url"]);
        Assert.All(operations, o => Assert.NotNull(o["security"]));
        Assert.Equal(operations.Count, operations.Select(o => (string?)o["operationId"]).OfType<string>().Distinct().Count());
    }

    [Fact]
    public async Task Every_reference_in_it_leads_somewhere()
    {
        var document = await Document();

        Assert.All(Reference().Matches(document.ToJsonString()).Select(m => m.Groups[1].Value.Split('/')), path =>
            Assert.NotNull(path.Aggregate((JsonNode?)document, (node, name) => node?[name])));
    }

    /// <summary>Pages are for people; monitoring and OpenAPI itself are defined elsewhere.</summary>
    private static bool IsForMachines(string route) => route.Contains(" /v1/", StringComparison.Ordinal);

    private async Task<JsonNode> Document()
    {
        var (status, document) = await platform.Get("/openapi/v1.json", null);
        Assert.Equal((200, "3.1"), (status, ((string)document["openapi"]!)[..3]));
        return document;
    }

    /// <summary><c>{id:guid}</c>, which OpenAPI writes <c>{id}</c>.</summary>
    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();

    [GeneratedRegex("{([a-z]+)}")]
    private static partial Regex Parameter();

    [GeneratedRegex("\"#/([^\"]+)\"")]
    private static partial Regex Reference();
}
