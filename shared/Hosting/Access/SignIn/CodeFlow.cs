using MetricsPlatform.Hosting.Access.Limits;
using MetricsPlatform.Hosting.Access.Tokens;
using MetricsPlatform.Hosting.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace MetricsPlatform.Hosting.Access.SignIn;

/// <summary>
/// Sends a browser to an issuer to sign somebody in, and takes it back: OpenID Connect's authorization code (Core 1.0, section 3.1) with PKCE (RFC 7636).
/// </summary>
internal sealed class CodeFlow(IssuerDirectory issuers, TokenCheck tokens, CodeExchange exchange, BegunCookie cookie, ICatalogue catalogue)
{
    /// <summary>Where the browser goes to.</summary>
    /// <exception cref="SignInException">The issuer was never seen and does not answer, or signs nobody in.</exception>
    public async Task<string> Begin(Issuer issuer, string returnUrl, HttpContext context, CancellationToken ct)
    {
        var published = await issuers.KeysOf(issuer).Current(ct) ?? throw new SignInException("it was never seen and does not answer", RefusalReason.IssuerAway);
        if (!Uri.TryCreate(published.AuthorizationEndpoint, UriKind.Absolute, out _))
        {
            throw new SignInException("it has no authorization_endpoint");
        }
        var begun = BegunSignIn.With(issuer.Name, returnUrl);
        cookie.Set(context, begun);
        return QueryHelpers.AddQueryString(published.AuthorizationEndpoint, new Dictionary<string, string?>
        {
            ["response_type"] = "code", ["client_id"] = issuer.SignIn!.ClientId, ["redirect_uri"] = Callback(issuer, context.Request), ["scope"] = issuer.SignIn.Scope,
            ["state"] = begun.State, ["nonce"] = begun.Nonce, ["code_challenge"] = begun.Challenge, ["code_challenge_method"] = "S256",
        });
    }

    /// <summary>Who came back.</summary>
    /// <exception cref="SignInException">Nobody whom the issuer vouches for, or somebody to whom nothing is granted.</exception>
    public async Task<SignedInPerson> Finish(Issuer issuer, BegunSignIn? begun, HttpRequest request, CancellationToken ct)
    {
        var code = Code(issuer, begun, request.Query);
        var published = await issuers.KeysOf(issuer).Current(ct) ?? throw new SignInException("it was never seen and does not answer", RefusalReason.IssuerAway);
        var token = await exchange.IdToken(issuer, published, code, begun!, Callback(issuer, request), ct);
        var verdict = await tokens.Check(token, issuer, [issuer.SignIn!.ClientId], RemoteAddress.Of(request.HttpContext), ct);
        if (verdict.Claims is not { } claims)
        {
            throw new SignInException($"its token is {verdict.Standing}");   // why: logged where it was checked
        }
        if (!claims["nonce"].SequenceEqual([begun!.Nonce]) || claims["azp"].Any(party => party != issuer.SignIn.ClientId))
        {
            throw new SignInException("its token is for another sign-in or another client");
        }
        var caller = claims.ToCaller(issuer, catalogue.Current, SignedInPerson.Credential) ?? throw new SignInException("its token names nobody");
        return caller.Rights.Count == 0 ? throw new SignInException($"nothing is granted to '{caller.Name}'", RefusalReason.NoGrant)
            : new SignedInPerson(issuer.Url, claims.WorthKeeping(issuer));
    }

    private static string Code(Issuer issuer, BegunSignIn? begun, IQueryCollection answer) =>
        begun is null || begun.Issuer != issuer.Name ? throw new SignInException("this browser has begun nothing with it, or too long ago")
        : answer["state"] != begun.State ? throw new SignInException("the state is not the one that was sent")
        : answer.TryGetValue("iss", out var by) && by != issuer.Url ? throw new SignInException("the answer is of another issuer")   // RFC 9207
        : answer["code"].ToString() is { Length: > 0 } code ? code
        : throw new SignInException($"it says {answer["error"]} {answer["error_description"]}");

    private static string Callback(Issuer issuer, HttpRequest request) => $"{request.Scheme}://{request.Host}{SignInPage.Path}/{issuer.Name}/callback";
}
