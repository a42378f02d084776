using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Access.Limits;
using MetricsPlatform.Hosting.Access.SignIn;
using MetricsPlatform.Hosting.Access.Tokens;
using MetricsPlatform.Hosting.Catalogue;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MetricsPlatform.Hosting.Access;

/// <summary><c>Authorization: Bearer …</c> (RFC 6750): a key, <c>mp_…</c>, or a token of an issuer. What is wrong with either is told to whoever shows it, and to nobody else.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyRing ring, TokenCheck tokens, IssuerDirectory issuers,
    ICatalogue catalogue, AccessOptions access, RequestLimits limits, SignInCookie? cookie = null)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Realm = "Bearer realm=\"MetricsPlatform\"";

    private Rejection? rejection;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var signedIn = Request.Headers.Authorization.Count == 0 ? cookie?.Read(Context) : null;
        if (Request.Headers.Authorization.Count == 0 && signedIn is null)
        {
            return access.Open && IsFromThisMachine() ? Success(Caller.Anyone) : AuthenticateResult.NoResult();
        }
        var shown = BearerToken();
        (var caller, rejection) = signedIn is SignedInKey key ? Of(await ring.CheckId(key.Id, Context.RequestAborted))
            : signedIn is SignedInPerson person ? Of(person)
            : TokenCheck.IsToken(shown) ? Of(await tokens.Check(shown, RemoteAddress.Of(Context), Context.RequestAborted))
            : Of(await ring.Check(shown, Context.RequestAborted));
        return caller is not null ? Success(caller) : AuthenticateResult.Fail(rejection!.Reason);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var (reason, detail, retryAfter) = rejection ?? new Rejection(RefusalReason.NoKey, "This needs an API key, or a token of an issuer: send it as Authorization: Bearer KEY.");
        if (retryAfter is { } wait)
        {
            Response.Headers.RetryAfter = wait.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Refuse(StatusCodes.Status503ServiceUnavailable, reason, detail);
        }
        if (AsksToSignIn)
        {
            return SendToSignIn(reason);
        }
        if (rejection is not null && limits.Failed(Context) is { } excess)
        {
            return (excess with { Detail = $"{detail} {excess.Detail}" }).ExecuteAsync(Context);
        }
        Response.Headers.WWWAuthenticate = rejection is null ? Realm : $"{Realm}, error=\"invalid_token\", error_description=\"{detail}\"";
        return Refuse(StatusCodes.Status401Unauthorized, reason, detail);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.GetEndpoint()!.Metadata.GetMetadata<ScopeRequirement>() is not { } requirement)
        {
            return Refuse(StatusCodes.Status403Forbidden, RefusalReason.MissingScope, "This route names no scope, so it is for nobody.");
        }
        var caller = Context.Features.Get<Caller>()!;
        if (requirement.HasScope(caller))
        {
            return caller.RefuseAllServices("This is about all services").ExecuteAsync(Context);
        }
        var nothing = caller.Rights.Count == 0;
        if (AsksToSignIn)
        {
            return SendToSignIn(nothing ? RefusalReason.NoGrant : RefusalReason.MissingScope);
        }
        Response.Headers.WWWAuthenticate = $"{Realm}, error=\"insufficient_scope\", scope=\"{requirement.Words}\"";
        var needed = string.Join(" or ", requirement.AnyOf.Select(ScopeWord.Of));
        var has = string.Join(", ", caller.Scopes.Order().Select(ScopeWord.Of));
        return nothing
            ? Refuse(StatusCodes.Status403Forbidden, RefusalReason.NoGrant, $"No grant of the catalogue fits the {caller.Credential} '{caller.Name}'.", ("scope", needed))
            : Refuse(
                StatusCodes.Status403Forbidden, RefusalReason.MissingScope, $"This needs scope {needed}, and the {caller.Credential} '{caller.Name}' has {has}.",
                ("scope", needed));
    }

    private (Caller?, Rejection?) Of(KeyVerdict verdict) => verdict.Standing switch
    {
        KeyStanding.Active => (CallerOf(verdict.Key!), null),
        KeyStanding.Expired => (null, new(RefusalReason.ExpiredKey, "The API key has expired.")),
        KeyStanding.Revoked => (null, new(RefusalReason.RevokedKey, "The API key was revoked.")),
        KeyStanding.Unverifiable => (null, new(RefusalReason.KeyStoreAway, "The API key cannot be checked now; try again.", TimeSpan.FromSeconds(5))),
        _ => (null, new(RefusalReason.UnknownKey, "Nobody knows the API key.")),
    };

    private Caller CallerOf(ApiKey key) => new(key.Name, "key", [Right.Of(key.Scopes, key.Services, key.Teams, catalogue.Current)]);

    /// <summary>As of a token whose claims these are, while people still sign in with its issuer.</summary>
    private (Caller?, Rejection?) Of(SignedInPerson person) =>
        issuers.Find(person.Issuer) is { SignIn: not null } issuer && new TokenClaims(person.Claims).ToCaller(issuer, catalogue.Current, SignedInPerson.Credential) is { } caller
            ? (caller, null)
            : (null, new(RefusalReason.InvalidToken, "The sign-in is not valid here any more."));

    private (Caller?, Rejection?) Of(TokenVerdict verdict) => verdict.Standing switch
    {
        TokenStanding.Valid when verdict.Claims!.ToCaller(verdict.Issuer!, catalogue.Current, "token") is { } caller => (caller, null),
        TokenStanding.Expired => (null, new(RefusalReason.ExpiredToken, "The token has expired.")),
        TokenStanding.Unverifiable => (null, new(RefusalReason.IssuerAway, "The token's issuer cannot be asked for its keys now; try again.", IssuerKeys.BetweenLooks)),
        _ => (null, new(RefusalReason.InvalidToken, "The token is not valid here.")),
    };

    private bool AsksToSignIn => Context.GetEndpoint()?.Metadata.GetMetadata<SignInPage>() is not null;

    private Task SendToSignIn(string reason)
    {
        AccessMetrics.Refused(reason);
        Response.Redirect(SignInPage.For(Request, reason));
        return Task.CompletedTask;
    }

    private AuthenticateResult Success(Caller caller)
    {
        Context.Features.Set(caller);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Name ?? "anyone")], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    /// <summary>Anything that is no single bearer token is a key that nobody knows.</summary>
    private string BearerToken()
    {
        const string prefix = "Bearer ";
        var header = Request.Headers.Authorization.ToString();
        return header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? header[prefix.Length..].Trim() : "";
    }

    /// <summary>By the connection and by the name that was asked for: a page in a browser on this machine must not reach us through a name of its own.</summary>
    private bool IsFromThisMachine() =>
        Context.Connection is { LocalIpAddress: { } here, RemoteIpAddress: { } there } && IPAddress.IsLoopback(here) && IPAddress.IsLoopback(there)
        && (Request.Host.Host == "localhost" || (IPAddress.TryParse(Request.Host.Host, out var asked) && IPAddress.IsLoopback(asked)))
        && Request.Headers["Sec-Fetch-Site"] != "cross-site";

    private Task Refuse(int status, string reason, string detail, params (string Name, object? Value)[] more)
    {
        AccessMetrics.Refused(reason);
        var extensions = more.Prepend(("reason", reason)).ToDictionary(m => m.Item1, m => m.Item2);
        return TypedResults.Problem(detail, statusCode: status, extensions: extensions).ExecuteAsync(Context);
    }

    /// <summary>Why what somebody showed opens nothing.</summary>
    /// <param name="RetryAfter">It may do, and cannot be told now.</param>
    private sealed record Rejection(string Reason, string Detail, TimeSpan? RetryAfter = null);
}
