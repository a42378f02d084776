using MetricsPlatform.Hosting.Catalogue;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MetricsPlatform.Hosting.Access.Tokens;

/// <summary>Whether a text is a token (RFC 7519, signed as RFC 7515 says) that an issuer of the catalogue made for us, and in force.</summary>
internal sealed class TokenCheck(IssuerDirectory issuers, RefusedTokens refused, TimeProvider clock)
{
    /// <summary>How far clocks may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>Those of private keys alone. With <c>none</c> or a shared secret whoever knows what the issuer publishes could make tokens.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>Three parts between dots: no key looks so.</summary>
    public static bool IsToken(string text) => text.AsSpan().Count('.') == 2;

    /// <summary>What a bearer token is worth now.</summary>
    /// <param name="from">The address that shows it, for the log.</param>
    public async ValueTask<TokenVerdict> Check(string text, string from, CancellationToken ct) =>
        IssuerOf(text) is { } issuer ? await Check(text, issuer, issuer.Audiences, from, ct) : new(TokenStanding.Invalid);

    /// <summary>What a token of this issuer is worth now.</summary>
    /// <param name="audiences">One of them must be in its <c>aud</c>.</param>
    /// <param name="from">The address that shows it, for the log.</param>
    public async ValueTask<TokenVerdict> Check(string text, Issuer issuer, IReadOnlyList<string> audiences, string from, CancellationToken ct)
    {
        var keys = issuers.KeysOf(issuer);
        if (await keys.Current(ct) is not { } published)
        {
            return new(TokenStanding.Unverifiable);
        }
        var result = await Validate(text, issuer, audiences, published);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await keys.Newer(published, ct) is { } newer)
        {
            result = await Validate(text, issuer, audiences, newer);
        }
        if (result.IsValid)
        {
            return new(TokenStanding.Valid, issuer, TokenClaims.Of((JsonWebToken)result.SecurityToken));
        }
        refused.Tell(from, issuer.Name, result.Exception?.Message ?? "");
        return new(result.Exception is SecurityTokenExpiredException ? TokenStanding.Expired : TokenStanding.Invalid);
    }

    private Task<TokenValidationResult> Validate(string text, Issuer issuer, IReadOnlyList<string> audiences, OpenIdConnectConfiguration published) =>
        Handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = published.SigningKeys,
            ValidIssuer = issuer.Url,
            ValidAudiences = audiences,
            LifetimeValidator = (from, until, _, _) => IsInForce(from, until),
        });

    /// <remarks>As the library's own, by our clock.</remarks>
    private bool IsInForce(DateTime? from, DateTime? until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is null ? throw new SecurityTokenNoExpirationException("It never expires.")
            : until < now - Skew ? throw new SecurityTokenExpiredException($"It expired at {until:u}.")
            : from > now + Skew ? throw new SecurityTokenNotYetValidException($"It is valid from {from:u}.")
            : true;
    }

    /// <summary>Of the issuer that it says it is of, which is not checked here.</summary>
    private Issuer? IssuerOf(string text)
    {
        try
        {
            return issuers.Find(Handler.ReadJsonWebToken(text).Issuer);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null;   // it is no token
        }
    }
}

/// <summary>What a text that was shown as a token is worth.</summary>
/// <param name="Issuer">Null unless it is valid.</param>
internal sealed record TokenVerdict(TokenStanding Standing, Issuer? Issuer = null, TokenClaims? Claims = null);

/// <summary>How a token stands.</summary>
internal enum TokenStanding
{
    Valid,

    /// <summary>No token, or not of an issuer that we know, not for us, not yet in force, signed by somebody else.</summary>
    Invalid,
    Expired,

    /// <summary>The issuer's keys were never seen.</summary>
    Unverifiable,
}
