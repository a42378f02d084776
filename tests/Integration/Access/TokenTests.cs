using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Access.Limits;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>Tokens of an issuer instead of API keys, at a host that has no key at all.</summary>
[Collection(PostgresTests.Name)]
public sealed class TokenTests(PostgresFixture postgres) : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly string catalogue = Path.Combine(Directory.CreateTempSubdirectory("tokens").FullName, "platform.yaml");
    private FakeIssuer issuer = null!;
    private WebApplication app = null!;
    private readonly HttpClient http = new();

    public async Task InitializeAsync()
    {
        issuer = await FakeIssuer.Start(clock);
        Write("""
            - claims: { repository_id: "71" }
              scopes: [publish]
              teams: [payments]
            - claims: { groups: auditors }
              scopes: [read]
            """);
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0", ["Catalogue:File"] = catalogue, ["ConnectionStrings:Postgres"] = await postgres.CreateDatabaseAsync(),
        });
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddPlatformDefaults("host");
        app = builder.Build();
        app.MapPlatformDefaults();
        app.MapPost("/{service}", (string service, Caller caller) => caller.Has(service) ? Results.Ok(new { caller.Name }) : caller.Refuse(service)).Require(Scope.Publish);
        app.MapGet("/all", (Caller caller) => new { caller.Name }).RequireForAllServices(Scope.Read);
        await app.StartAsync();
        http.BaseAddress = new Uri(app.Urls.Single());
    }

    public void Dispose() => http.Dispose();

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await issuer.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(catalogue)!, recursive: true);
    }

    [Fact]
    public async Task A_token_of_an_issuer_opens_what_its_claims_are_granted()
    {
        Assert.Equal((200, "ci:acme/checkout"), await NameAt("checkout", issuer.Token()));
        Assert.Equal((403, "missing_scope"), await Reason(HttpMethod.Get, "/all", issuer.Token()));
        Assert.Equal((200, null), await Reason(HttpMethod.Get, "/all", issuer.Token(t => t["groups"] = new JsonArray("staff", "auditors"))));
        Assert.Equal((200, "ci:acme/checkout"), await NameAt("checkout", issuer.Token(t => t["aud"] = new JsonArray("elsewhere", FakeIssuer.Audience))));
    }

    [Fact]
    public async Task A_token_that_is_not_right_opens_nothing_and_says_no_more_than_that()
    {
        await using var other = await FakeIssuer.Start(clock);
        var wrong = new Dictionary<string, string>
        {
            ["for somebody else"] = issuer.Token(t => t["aud"] = "elsewhere"),
            ["for nobody"] = issuer.Token(t => t.Remove("aud")),
            ["of an issuer that is not listed"] = other.Token(),
            ["signed by another issuer"] = other.Token(t => t["iss"] = issuer.Url),
            ["of an address that is nearly the issuer's"] = issuer.Token(t => t["iss"] = $"{issuer.Url}/"),
            ["of no issuer"] = issuer.Token(t => t.Remove("iss")),
            ["not yet valid"] = issuer.Token(t => t["nbf"] = Seconds(+120)),
            ["without an end"] = issuer.Token(t => t.Remove("exp")),
            ["not signed"] = issuer.Unsigned(),
            ["signed with the public key as a secret"] = issuer.SignedWithThePublicKey(),
            ["signed by another with the same key id"] = issuer.SignedByAnother(),
            ["changed after it was signed"] = Changed(issuer.Token()),
            ["of nobody"] = issuer.Token(t => (t["sub"], t["repository"]) = (null, null)),
            ["no token"] = "a.b.c",
        };
        Assert.Equal((200, "ci:acme/checkout"), await NameAt("checkout", issuer.Token()));

        foreach (var (what, token) in wrong)
        {
            using var response = await Send(HttpMethod.Post, "/checkout", token);
            var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            Assert.Equal((what, 401, "invalid_token", "The token is not valid here."), (what, (int)response.StatusCode, (string?)problem["reason"], (string?)problem["detail"]));
            Assert.Contains("error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task However_many_wrong_tokens_an_address_has_shown_a_right_one_opens_that_nobody_has_seen_before()
    {
        for (var i = 0; i < new LimitOptions().FailuresPerMinute; i++)
        {
            Assert.Equal((401, "invalid_token"), await Reason(HttpMethod.Post, "/checkout", issuer.SignedByAnother()));
        }
        Assert.Equal((429, "too_many_failures"), await Reason(HttpMethod.Post, "/checkout", issuer.SignedByAnother()));

        Assert.Equal((200, "ci:acme/checkout"), await NameAt("checkout", issuer.Token()));
    }

    [Fact]
    public async Task A_token_is_in_force_from_its_begin_to_its_end_give_or_take_a_minute()
    {
        Assert.Equal((401, "expired_token"), await Reason(HttpMethod.Post, "/checkout", issuer.Token(t => t["exp"] = Seconds(-90))));
        Assert.Equal((200, null), await Reason(HttpMethod.Post, "/checkout", issuer.Token(t => t["exp"] = Seconds(-30))));
        Assert.Equal((200, null), await Reason(HttpMethod.Post, "/checkout", issuer.Token(t => t["nbf"] = Seconds(+30))));
    }

    [Fact]
    public async Task An_issuers_new_key_is_asked_for_once_in_ten_seconds_and_its_old_one_is_then_worth_nothing()
    {
        var old = issuer.Token();
        Assert.Equal((200, null), await Reason(HttpMethod.Post, "/checkout", old));
        issuer.Rotate();
        Assert.Equal((401, "invalid_token"), await Reason(HttpMethod.Post, "/checkout", issuer.Token()));   // it was asked a moment ago
        Assert.Equal(1, issuer.Looks);

        clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal((200, null), await Reason(HttpMethod.Post, "/checkout", issuer.Token()));
        Assert.Equal((401, "invalid_token"), await Reason(HttpMethod.Post, "/checkout", old));
        Assert.Equal(2, issuer.Looks);
    }

    [Fact]
    public async Task While_the_issuer_is_away_nobody_is_let_in_until_its_keys_were_seen_once()
    {
        issuer.Away = true;
        using (var refused = await Send(HttpMethod.Post, "/checkout", issuer.Token()))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
            Assert.Equal("issuer_away", (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["reason"]);
        }
        issuer.Away = false;
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal((200, null), await Reason(HttpMethod.Post, "/checkout", issuer.Token()));

        issuer.Away = true;
        clock.Advance(TimeSpan.FromMinutes(61));   // what is known is due to be looked at again
        Assert.Equal((200, null), await Reason(HttpMethod.Post, "/checkout", issuer.Token()));
    }

    [Fact]
    public async Task Who_calls_itself_otherwise_is_not_the_issuer()
    {
        issuer.CallsItself = "https://elsewhere.example";
        Assert.Equal((503, "issuer_away"), await Reason(HttpMethod.Post, "/checkout", issuer.Token()));
    }

    [Fact]
    public async Task A_token_whose_claims_nothing_is_granted_to_is_refused_as_such()
    {
        Assert.Equal((403, "no_grant"), await Reason(HttpMethod.Post, "/checkout", issuer.Token(t => t["repository_id"] = "72")));
        Assert.Equal((403, "no_grant"), await Reason(HttpMethod.Post, "/checkout", issuer.Token(t => t.Remove("repository_id"))));
    }

    [Fact]
    public async Task A_grant_to_a_team_follows_its_services()
    {
        var token = issuer.Token();
        Assert.Equal((200, 403), ((await NameAt("checkout", token)).Status, (await NameAt("shop", token)).Status));
        Assert.Equal((403, "other_service"), await Reason(HttpMethod.Post, "/shop", token));

        Write(File.ReadAllText(catalogue).Split("grants:\n")[1], "checkout: { team: web }, shop: { team: payments }");

        Assert.Equal((403, 200), ((await NameAt("checkout", token)).Status, (await NameAt("shop", token)).Status));
    }

    [Fact]
    public async Task A_key_of_a_team_follows_its_services()
    {
        var key = (await app.Services.GetRequiredService<KeyStore>().Create(
            new NewKey("ci", new HashSet<Scope> { Scope.Publish }, new HashSet<string> { "own" }, null) { Teams = new HashSet<string> { "payments" } }, default)).Text;
        await app.Services.GetRequiredService<KeyRing>().Refresh(default);
        Assert.Equal((200, 403, 200), ((await NameAt("checkout", key)).Status, (await NameAt("shop", key)).Status, (await NameAt("own", key)).Status));

        Write(File.ReadAllText(catalogue).Split("grants:\n")[1], "checkout: { team: web }, shop: { team: payments }");

        Assert.Equal((403, 200, 200), ((await NameAt("checkout", key)).Status, (await NameAt("shop", key)).Status, (await NameAt("own", key)).Status));
    }

    [Fact]
    public async Task What_is_granted_changes_with_the_catalogue()
    {
        var token = issuer.Token();
        Assert.Equal((200, null), await Reason(HttpMethod.Post, "/checkout", token));
        Write("- { claims: { repository_id: \"72\" }, scopes: [publish] }");
        Assert.Equal((403, "no_grant"), await Reason(HttpMethod.Post, "/checkout", token));
    }

    /// <summary>Writes the catalogue, and has the host look at it.</summary>
    private void Write(string grants, string services = "checkout: { team: payments }, shop: { team: web }")
    {
        File.WriteAllText(catalogue, $$"""
            teams: { payments: {}, web: {} }
            services: { {{services}} }
            issuers:
              ci:
                url: {{issuer.Url}}
                audience: {{FakeIssuer.Audience}}
                name: repository
                grants:
            {{string.Join('\n', grants.Split('\n').Select(line => $"      {line}"))}}
            """);
        app?.Services.GetRequiredService<CatalogueFile>().Refresh();
    }

    private long Seconds(int fromNow) => clock.GetUtcNow().AddSeconds(fromNow).ToUnixTimeSeconds();

    /// <summary>The same signature under other claims.</summary>
    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var payload = JsonNode.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(parts[1]))!;
        payload["groups"] = new JsonArray("auditors");
        return $"{parts[0]}.{Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(payload.ToJsonString())}.{parts[2]}";
    }

    private async Task<(int Status, string? Name)> NameAt(string service, string token)
    {
        using var response = await Send(HttpMethod.Post, $"/{service}", token);
        return ((int)response.StatusCode, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["name"]);
    }

    private async Task<(int Status, string? Reason)> Reason(HttpMethod method, string path, string token)
    {
        using var response = await Send(method, path, token);
        return ((int)response.StatusCode, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["reason"]);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string token)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request);
    }
}
