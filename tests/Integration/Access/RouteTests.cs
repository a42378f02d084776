using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Standalone;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>Every route, asked with every kind of key. A new route needs a row here.</summary>
[Collection(PostgresTests.Name)]
public sealed class RouteTests(LockedPlatform platform) : IClassFixture<LockedPlatform>
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    /// <param name="AnyOf">Scopes that open the route; none: it is open.</param>
    /// <param name="Path">A request to it that is about service shop.</param>
    /// <param name="Right">What that is answered with.</param>
    /// <param name="OtherService">What it is answered with when the key is for another service; null: there is no such key.</param>
    private sealed record Row(Scope[] AnyOf, string Path, int Right, int? OtherService = null, Func<HttpContent>? Body = null)
    {
        /// <summary>What a key for some services is answered with, though it is for the right one.</summary>
        public int Limited { get; init; } = Right;
    }

    private Dictionary<string, Row> Rows => new()
    {
        ["GET /health/live"] = new([], "/health/live", 200),
        ["GET /health/ready"] = new([], "/health/ready", 200),
        ["GET /metrics"] = new([], "/metrics", 200),
        ["POST /v1/events"] = new([Scope.Publish], "/v1/events", 202, Forbidden, () => LockedPlatform.Batch(LockedPlatform.Scan("scan-shop", "shop"))),
        ["POST /v1/scans"] = new([Scope.Publish], "/v1/scans?service=shop", 202, Forbidden, () => new StringContent(Sarif)),
        ["GET /v1/submissions/{id:guid}"] = new([Scope.Publish, Scope.Read], $"/v1/submissions/{platform.ShopSubmission}", 200, 404),
        ["GET /v1/dead-letters"] = new([Scope.Administer], "/v1/dead-letters", 200),
        ["POST /v1/dead-letters/{id:long}/redrive"] = new([Scope.Administer], "/v1/dead-letters/9000000000/redrive", 404),
        ["GET /v1/kpis"] = new([Scope.Read], "/v1/kpis?service=shop", 200, Forbidden),
        ["GET /v1/kpis/daily"] = new([Scope.Read], "/v1/kpis/daily?service=shop", 200, Forbidden),
        ["GET /v1/kpis/history"] = new([Scope.Read], "/v1/kpis/history?service=shop", 200, Forbidden),
        ["GET /v1/kpis/history.openmetrics"] = new([Scope.Read], "/v1/kpis/history.openmetrics", 200, Forbidden) { Limited = Forbidden },
        ["GET /v1/controls"] = new([Scope.Read], "/v1/controls?service=shop", 200, Forbidden),
        ["GET /v1/findings"] = new([Scope.Read], "/v1/findings?service=shop", 200, Forbidden),
        ["GET /v1/findings/{id}"] = new([Scope.Read], $"/v1/findings/{platform.ShopFinding}", 200, 404),
        ["GET /v1/releases"] = new([Scope.Read], "/v1/releases?service=shop", 200, Forbidden),
        ["POST /v1/kpi/rebuild"] = new([Scope.Administer], "/v1/kpi/rebuild", 202),
        ["GET /v1/kpi/rebuild"] = new([Scope.Administer], "/v1/kpi/rebuild", 200),
        ["GET /v1/services"] = new([Scope.Read], "/v1/services?service=shop", 200, Forbidden),
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
            ("no key", null, _ => Unauthorized),
            ("no key at all", "mp", _ => Unauthorized),
            ("unknown key", KeyText.New(), _ => Unauthorized),
            ("wrong secret", platform.Key[..^64] + new string('0', 64), _ => Unauthorized),
            ("expired key", expired, _ => Unauthorized),
            ("revoked key", revoked, _ => Unauthorized),
        };
        foreach (var scope in Enum.GetValues<Scope>())
        {
            keys.Add(($"{scope}", await platform.KeyFor(scope), row => row.AnyOf.Contains(scope) ? row.Right : Forbidden));
            if (scope != Scope.Administer)
            {
                keys.Add(($"{scope} for shop", await platform.KeyFor(scope, "shop", "web"), row => row.AnyOf.Contains(scope) ? row.Limited : Forbidden));
                keys.Add(($"{scope} for web", await platform.KeyFor(scope, "web"), row => row.AnyOf.Contains(scope) ? row.OtherService : Forbidden));
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
}
