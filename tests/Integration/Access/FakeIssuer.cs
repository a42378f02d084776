using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>An OpenID Connect provider: says where its keys are, signs what a test wants, and signs people in.</summary>
public sealed class FakeIssuer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly List<RSA> made = [];
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> codes = [];
    private RSA key;
    private int keyNumber;

    private FakeIssuer(WebApplication app, TimeProvider clock)
    {
        (this.app, this.clock) = (app, clock);
        key = NewKey();
        app.MapGet("/.well-known/openid-configuration", () => Away ? Results.StatusCode(503) : Json(new
        {
            issuer = CallsItself ?? Url, jwks_uri = $"{Url}/keys", authorization_endpoint = $"{Url}/authorize", token_endpoint = TokensAt ?? $"{Url}/token",
            token_endpoint_auth_methods_supported = new[] { ClientAuthentication },
        }));
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", Exchange);
        app.MapGet("/keys", () =>
        {
            Looks++;
            return Away ? Results.StatusCode(503) : Json(new { keys = new[] { Published() } });
        });
    }

    public const string Audience = "metricsplatform";
    public const string ClientId = "pages";
    public const string ClientSecret = "s3cret/+ with:odd=signs";

    /// <summary>Who signs in, as a change of the token.</summary>
    public Action<JsonObject>? Person { get; set; }

    /// <summary>It shows a page with a link on which people agree, and does not send them back by itself.</summary>
    public bool Asks { get; set; }

    /// <summary>Where it says that its tokens are; null: the truth.</summary>
    public string? TokensAt { get; set; }

    /// <summary>How the client shows its secret, as discovery says it; <c>none</c>: it has none.</summary>
    public string ClientAuthentication { get; set; } = "client_secret_basic";

    public string Url => app.Urls.Single().Replace("127.0.0.1", Host, StringComparison.Ordinal);

    /// <summary>What it calls this machine: <c>localhost</c> is another site than <c>127.0.0.1</c> to a browser.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>It answers nothing of use.</summary>
    public bool Away { get; set; }

    /// <summary>What its discovery document says; null: the truth.</summary>
    public string? CallsItself { get; set; }

    /// <summary>How often its keys were asked for.</summary>
    public int Looks { get; private set; }

    /// <param name="clock">What it dates its tokens by: that of whoever checks them, however slow the machine is.</param>
    public static async Task<FakeIssuer> Start(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new FakeIssuer(builder.Build(), clock);
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>From now on it signs with a new key, and publishes that one only.</summary>
    public void Rotate() => key = NewKey();

    /// <summary>A token as it should be, but for what <paramref name="change"/> does to it.</summary>
    public string Token(Action<JsonObject>? change = null) => Sign(Payload(change), new SigningCredentials(SigningKey(), SecurityAlgorithms.RsaSha256));

    public string Unsigned() => Sign(Payload(null), null);

    /// <summary>Signed with a secret that everybody knows: what the issuer publishes.</summary>
    public string SignedWithThePublicKey() => Sign(Payload(null), new SigningCredentials(
        new SymmetricSecurityKey(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem())) { KeyId = SigningKey().KeyId }, SecurityAlgorithms.HmacSha256));

    /// <summary>Signed by somebody else, who says that it was this one's key.</summary>
    public string SignedByAnother()
    {
        using var other = RSA.Create(2048);
        return Sign(Payload(null), new SigningCredentials(new RsaSecurityKey(other) { KeyId = SigningKey().KeyId }, SecurityAlgorithms.RsaSha256));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        made.ForEach(k => k.Dispose());
    }

    /// <summary>Whoever comes is signed in here already.</summary>
    private IResult Authorize(HttpRequest request)
    {
        var code = Guid.NewGuid().ToString("N");
        codes[code] = request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
        var back = $"{request.Query["redirect_uri"]}?code={code}&state={request.Query["state"]}&iss={Uri.EscapeDataString(Url)}";
        return Asks ? Results.Text($"<a href=\"{back.Replace("&", "&amp;", StringComparison.Ordinal)}\">Agree</a>", "text/html") : Results.Redirect(back);
    }

    /// <summary>A code is good once, for the client with the secret who asked for it and still knows its verifier.</summary>
    private async Task<IResult> Exchange(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        return codes.TryRemove(form["code"].ToString(), out var asked)
            && (request.Headers.Authorization.ToString(), form["client_secret"].ToString()) == ClientAuthentication switch
            {
                "client_secret_basic" => ($"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ClientId}:{Uri.EscapeDataString(ClientSecret)}"))}", ""),
                "client_secret_post" => ("", ClientSecret),
                _ => ("", ""),
            }
            && form["grant_type"] == "authorization_code" && form["redirect_uri"] == asked["redirect_uri"] && asked["response_type"] == "code"
            && form["client_id"] == ClientId && asked["client_id"] == ClientId && asked["scope"].Split(' ').Contains("openid")
            && asked["code_challenge_method"] == "S256" && asked["code_challenge"] == Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())))
            ? Json(new { token_type = "Bearer", access_token = "x", id_token = Token(t => { (t["aud"], t["nonce"]) = (ClientId, asked["nonce"]); Person?.Invoke(t); }) })
            : Results.Json(new { error = "invalid_grant" }, statusCode: 400);
    }

    private JsonObject Payload(Action<JsonObject>? change)
    {
        var now = clock.GetUtcNow();
        var payload = new JsonObject
        {
            ["iss"] = Url, ["aud"] = Audience, ["sub"] = "repo:acme/checkout", ["repository"] = "acme/checkout", ["repository_id"] = "71",
            ["iat"] = now.ToUnixTimeSeconds(), ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        change?.Invoke(payload);
        return payload;
    }

    private static string Sign(JsonObject payload, SigningCredentials? credentials)
    {
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return credentials is null ? handler.CreateToken(payload.ToJsonString()) : handler.CreateToken(payload.ToJsonString(), credentials);
    }

    private RSA NewKey()
    {
        keyNumber++;
        made.Add(RSA.Create(2048));
        return made[^1];
    }

    private RsaSecurityKey SigningKey() => new(key) { KeyId = $"key-{keyNumber}" };

    private object Published()
    {
        var parameters = key.ExportParameters(false);
        return new
        {
            kty = "RSA", use = "sig", alg = "RS256", kid = SigningKey().KeyId,
            n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }

    private static IResult Json(object value) => Results.Text(JsonSerializer.Serialize(value), "application/json");
}
