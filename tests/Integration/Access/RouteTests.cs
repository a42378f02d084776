using System.Net.Http.Json;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Access.Limits;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Standalone;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>Every route, asked with every kind of key. A new route needs a row here.</summary>
[Collection(PostgresTests.Name)]
public sealed class RouteTests(LockedPlatform platform) : IClassFixture<LockedPlatform>
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;
    private const int SignIn = 302;

    /// <param name="AnyOf">Scopes that open the route; none: keys have nothing to do with it.</param>
    /// <param name="Path">A request to it that is about service shop.</param>
    /// <param name="Right">What that is answered with.</param>
    /// <param name="OtherService">What it is answered with when the key is for another service; null: there is no such key.</param>
    /// <param name="OfSeveral">It is of several services, so for no key that is limited to some.</param>
    /// <param name="Browser">Whoever may not is sent to sign in.</param>
    /// <param name="Because">Why the right answer is no success.</param>
    private sealed record Row(
        Scope[] AnyOf, string Path, int Right, int? OtherService = null, Func<HttpContent>? Body = null, bool Browser = false, bool OfSeveral = false, string? Because = null)
    {
        public int NoKey => Browser ? SignIn : Unauthorized;

        public int NoScope => Browser ? SignIn : Forbidden;

        /// <summary>What a key is answered that is limited to the service asked about; null: there is none.</summary>
        public int? OwnService => OfSeveral ? Forbidden : OtherService is null ? null : Right;

        public int? AnotherService => OfSeveral ? Forbidden : OtherService;
    }

    private Dictionary<string, Row> Rows => new()
    {
        ["GET /health/live"] = new([], "/health/live", 200),
        ["GET /health/ready"] = new([], "/health/ready", 200),
        ["GET /openapi/{documentName}.json"] = new([], "/openapi/v1.json", 200),
        ["GET /metrics"] = new([], "/metrics", 200),
        ["POST /v1/events"] = new([Scope.Publish], "/v1/events", 202, Forbidden, () => LockedPlatform.Batch(LockedPlatform.Scan("scan-shop", "shop"))),
        ["POST /v1/scans"] = new([Scope.Publish], "/v1/scans?service=shop", 202, Forbidden, () => new StringContent(Sarif)),
        // Whatever key is shown: a webhook is let in by its signature and by nothing else (WebhookTests).
        ["POST /v1/webhooks/{kind}/{connection}"] = new([], "/v1/webhooks/github/nobody", Unauthorized, null, () => new StringContent("{}"), Because: "not signed"),
        ["GET /v1/submissions/{id:guid}"] = new([Scope.Publish, Scope.Read], $"/v1/submissions/{platform.ShopSubmission}", 200, 404),
        ["GET /v1/dead-letters"] = new([Scope.Administer], "/v1/dead-letters", 200),
        ["POST /v1/dead-letters/{id:long}/redrive"] = new([Scope.Administer], "/v1/dead-letters/9000000000/redrive", 404, Because: "there is none of this id"),
        ["POST /v1/replays"] = new([Scope.Administer], "/v1/replays?format=hadolint", 200),
        ["GET /v1/kpis"] = new([Scope.Read], "/v1/kpis?service=shop", 200, Forbidden),
        ["GET /v1/kpis/daily"] = new([Scope.Read], "/v1/kpis/daily?service=shop", 200, Forbidden),
        ["GET /v1/kpis/history"] = new([Scope.Read], "/v1/kpis/history?service=shop", 200, Forbidden),
        ["GET /v1/kpis/history.openmetrics"] = new([Scope.Read], "/v1/kpis/history.openmetrics", 200, OfSeveral: true),
        ["GET /v1/controls"] = new([Scope.Read], "/v1/controls?service=shop", 200, Forbidden),
        ["GET /v1/findings"] = new([Scope.Read], "/v1/findings?service=shop", 200, Forbidden),
        ["GET /v1/findings/{id}"] = new([Scope.Read], $"/v1/findings/{platform.ShopFinding}", 200, 404),
        ["GET /v1/findings/{id}.csv"] = new([Scope.Read], $"/v1/findings/{platform.ShopFinding}.csv", 200, 404),
        ["GET /v1/releases.csv"] = new([Scope.Read], "/v1/releases.csv?service=shop", 200, Forbidden),
        ["GET /v1/releases"] = new([Scope.Read], "/v1/releases?service=shop", 200, Forbidden),
        ["POST /v1/kpi/rebuild"] = new([Scope.Administer], "/v1/kpi/rebuild", 202),
        ["GET /v1/kpi/rebuild"] = new([Scope.Administer], "/v1/kpi/rebuild", 200),
        ["GET /v1/services"] = new([Scope.Read], "/v1/services?service=shop", 200, Forbidden),
        ["GET /v1/explain/{figure}"] = new([Scope.Read], "/v1/explain/open?severity=high&service=shop", 200, Forbidden),
        ["GET /v1/explain/{figure}.csv"] = new([Scope.Read], "/v1/explain/open.csv?severity=high&service=shop", 200, Forbidden),
        ["GET /v1/findings.csv"] = new([Scope.Read], "/v1/findings.csv?service=shop", 200, Forbidden),
        ["POST /v1/findings/{id}/triage"] = new([Scope.Triage], $"/v1/findings/{platform.ShopFinding}/triage", 202, 404, () => JsonContent.Create(new { decision = "reinstated", justification = "as before" })),
        ["GET /"] = new([Scope.Read], "/", 200, Browser: true, OfSeveral: true),
        ["GET /teams/{team}"] = new([Scope.Read], "/teams/unowned", 200, Browser: true, OfSeveral: true),
        ["GET /services/{service}"] = new([Scope.Read], "/services/shop", 200, Forbidden, Browser: true),
        ["GET /services/{service}/releases/{version}"] = new([Scope.Read], "/services/shop/releases/1.0", 200, Forbidden, Browser: true),
        ["GET /findings"] = new([Scope.Read], "/findings?service=shop", 200, Forbidden, Browser: true),
        ["GET /findings/{id}"] = new([Scope.Read], $"/findings/{platform.ShopFinding}", 200, 404, Browser: true),
        ["POST /findings/{id}/triage"] = new([Scope.Triage], $"/findings/{platform.ShopFinding}/triage", 400, 400, () => new StringContent(""), Browser: true, Because: "without the form's token"),
        ["GET /explain/{figure}"] = new([Scope.Read], "/explain/open?severity=high&service=shop", 200, Forbidden, Browser: true),
        ["GET /trend"] = new([Scope.Read], "/trend?service=shop", 200, Forbidden, Browser: true),
        ["GET /trend/table"] = new([Scope.Read], "/trend/table?service=shop", 200, Forbidden, Browser: true),
        ["GET /controls"] = new([Scope.Read], "/controls", 200, Browser: true, OfSeveral: true),
        ["GET /sign-in"] = new([], "/sign-in", 200),
        ["POST /sign-in"] = new([], "/sign-in", 400, Body: () => new StringContent(""), Because: "without the form's token"),
        ["GET /sign-in/{issuer}"] = new([], "/sign-in/nobody", SignIn, Because: "no issuer of this name"),
        ["GET /sign-in/{issuer}/callback"] = new([], "/sign-in/nobody/callback", SignIn, Because: "no issuer of this name"),
        ["POST /sign-out"] = new([], "/sign-out", 302),
        ["GET /assets/{name}"] = new([], "/assets/pages.css", 200),
    };

    private const string Sarif = """{ "version": "2.1.0", "runs": [{ "tool": { "driver": { "name": "codeql" } }, "results": [] }] }""";

    [Fact]
    public void Every_route_has_a_row() => Assert.Equal(Rows.Keys.Order(), platform.Routes.Order());

    [Fact]
    public async Task Every_route_answers_every_kind_of_key_as_it_says()
    {
        var revoked = await platform.KeyFor(Scope.Publish);
        await platform.Keys.Revoke(KeyText.IdOf(revoked)!, default);
        var expired = await platform.ExpiredKey(Enum.GetValues<Scope>());
        var keys = new List<(string Kind, string? Text, Func<Row, int?> Expected)>
        {
            ("no key", null, row => row.NoKey),
            ("no key at all", "mp", row => row.NoKey),
            ("unknown key", KeyText.New(), row => row.NoKey),
            ("wrong secret", platform.Key[..^64] + new string('0', 64), row => row.NoKey),
            ("expired key", expired, row => row.NoKey),
            ("revoked key", revoked, row => row.NoKey),
        };
        foreach (var scope in Enum.GetValues<Scope>())
        {
            keys.Add(($"{scope}", await platform.KeyFor(scope), row => row.AnyOf.Contains(scope) ? row.Right : row.NoScope));
            if (scope != Scope.Administer)
            {
                keys.Add(($"{scope} for shop", await platform.KeyFor(scope, "shop", "web"), row => row.AnyOf.Contains(scope) ? row.OwnService : row.NoScope));
                keys.Add(($"{scope} for web", await platform.KeyFor(scope, "web"), row => row.AnyOf.Contains(scope) ? row.AnotherService : row.NoScope));
            }
        }
        await platform.Ring.Refresh(default);

        List<string> expected = [], seen = [];
        foreach (var (route, row) in Rows)
        {
            foreach (var (kind, text, expect) in keys)
            {
                using var response = await platform.Send(new HttpMethod(route.Split(' ')[0]), row.Path, text, row.Body?.Invoke());
                expected.Add($"{route} {kind}: {(row.AnyOf.Length == 0 ? row.Right : expect(row))}");
                seen.Add($"{route} {kind}: {(int)response.StatusCode}");
            }
        }
        Assert.Equal(string.Join('\n', expected.Except(seen)), string.Join('\n', seen.Except(expected)));
    }

    [Fact]
    public async Task The_documentation_has_these_rows_as_a_table()
    {
        var table = string.Join('\n', Rows.OrderBy(r => string.Join(' ', r.Value.AnyOf), StringComparer.Ordinal).Select(r => Line(r.Key, r.Value)).Prepend(TableHead));

        Assert.True((await Repository.Read("docs", "access.md")).Contains($"\n{table}\n", StringComparison.Ordinal), $"docs/access.md should have this table:\n\n{table}\n");
    }

    [Fact]
    public void Monitoring_alone_has_no_limit_and_webhooks_alone_have_one_by_connection()
    {
        Assert.Equal(
            ["GET /health/live", "GET /health/ready", "GET /metrics"],
            platform.Endpoints.Where(r => r.Endpoint.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null).Select(r => r.Name).Order());
        var signed = Assert.Single(platform.Endpoints, r => r.Endpoint.Metadata.GetMetadata<SignedByConnection>() is not null);
        Assert.Contains(SignedByConnection.Parameter, signed.Endpoint.RoutePattern.Parameters.Select(p => p.Name));
    }

    [Fact]
    public void Every_route_of_every_host_says_who_may_use_it()
    {
        var app = Composition.Build(new StandaloneOptions(), "Host=127.0.0.1");
        app.MapPlatformMetrics();   // what hosts without Kpi have
        var routes = LockedPlatform.RoutesOf(app).ToList();

        Assert.True(routes.Count > Rows.Count);
        Assert.All(routes, r => Assert.True(
            r.Endpoint.Metadata.GetMetadata<ScopeRequirement>() is not null || r.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null,
            $"{r.Name} says not who may use it: add .Require(Scope…)"));
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("DELETE", "/v1/events", 405)]
    public async Task What_is_no_route_is_told_so_to_everybody(string method, string path, int status)
    {
        using var response = await platform.Send(new HttpMethod(method), path, null);
        Assert.Equal(status, (int)response.StatusCode);
    }

    private const string TableHead = """
        | route | scope | no, unknown, expired or revoked key | key without the scope | key for other services | key for its service | key for all |
        | --- | --- | --- | --- | --- | --- | --- |
        """;

    private static string Line(string route, Row row)
    {
        var right = row.Because is null ? $"{row.Right}" : $"{row.Right}: {row.Because}";
        return row.AnyOf.Length == 0
            ? $"| `{route}` | none | {row.Right} | {row.Right} | {row.Right} | {row.Right} | {right} |"
            : $"| `{route}` | {string.Join(" or ", row.AnyOf.Select(s => $"`{s.ToString().ToLowerInvariant()}`"))} | {row.NoKey} | {row.NoScope} | {Status(row.AnotherService)} | {Status(row.OwnService)} | {right} |";

        static string Status(int? status) => status is null ? "-" : $"{status}";
    }
}
