using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Access.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MetricsPlatform.Hosting.Access;

/// <summary><c>Authorization: Bearer mp_…</c> (RFC 6750). What is wrong with a key is told to whoever shows that key, and to nobody else.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyRing ring, AccessOptions access, SignInCookie? cookie = null)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Realm = "Bearer realm=\"MetricsPlatform\"";

    private KeyStanding? shown;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var signedIn = Request.Headers.Authorization.Count == 0 ? cookie?.Read(Context) : null;
        if (Request.Headers.Authorization.Count == 0 && signedIn is null)
        {
            return access.Open && IsFromThisMachine() ? Success(Caller.Anyone) : AuthenticateResult.NoResult();
        }
        var (key, standing) = signedIn is null ? await ring.Check(BearerToken(), Context.RequestAborted) : await ring.CheckId(signedIn, Context.RequestAborted);
        shown = standing;
        return standing == KeyStanding.Active ? Success(new Caller(key!.Name, key.Scopes, key.Services)) : AuthenticateResult.Fail($"{standing}");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var (reason, detail) = shown switch
        {
            null => (RefusalReason.NoKey, "This needs an API key: send it as Authorization: Bearer KEY."),
            KeyStanding.Expired => (RefusalReason.ExpiredKey, "The API key has expired."),
            KeyStanding.Revoked => (RefusalReason.RevokedKey, "The API key was revoked."),
            KeyStanding.Unverifiable => (RefusalReason.KeyStoreAway, "The API key cannot be checked now; try again."),
            _ => (RefusalReason.UnknownKey, "Nobody knows the API key."),
        };
        if (shown == KeyStanding.Unverifiable)
        {
            Response.Headers.RetryAfter = "5";
            return Refuse(StatusCodes.Status503ServiceUnavailable, reason, detail);
        }
        if (AsksToSignIn)
        {
            return SendToSignIn(reason);
        }
        Response.Headers.WWWAuthenticate = shown is null ? Realm : $"{Realm}, error=\"invalid_token\", error_description=\"{detail}\"";
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
        if (AsksToSignIn)
        {
            return SendToSignIn(RefusalReason.MissingScope);
        }
        Response.Headers.WWWAuthenticate = $"{Realm}, error=\"insufficient_scope\", scope=\"{requirement.Words}\"";
        var needed = string.Join(" or ", requirement.AnyOf.Select(ScopeWord.Of));
        var has = string.Join(", ", caller.Scopes.Order().Select(ScopeWord.Of));
        return Refuse(
            StatusCodes.Status403Forbidden, RefusalReason.MissingScope, $"This needs scope {needed}, and the key '{caller.Name}' has {has}.",
            ("scope", needed));
    }

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
}
