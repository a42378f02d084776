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

/// <summary>An OpenID Connect provider: says where its keys are, and signs what a test wants.</summary>
public sealed class FakeIssuer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly List<RSA> made = [];
    private RSA key;
    private int keyNumber;

    private FakeIssuer(WebApplication app, TimeProvider clock)
    {
        (this.app, this.clock) = (app, clock);
        key = NewKey();
        app.MapGet("/.well-known/openid-configuration", () => Away ? Results.StatusCode(503) : Json(new { issuer = CallsItself ?? Url, jwks_uri = $"{Url}/keys" }));
        app.MapGet("/keys", () =>
        {
            Looks++;
            return Away ? Results.StatusCode(503) : Json(new { keys = new[] { Published() } });
        });
    }

    public const string Audience = "metricsplatform";

    public string Url => app.Urls.Single();

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
