using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace MetricsPlatform.Hosting.Access.SignIn;

/// <summary>A sign-in with an issuer that is on its way. Three of its texts are secrets that nobody can guess.</summary>
/// <param name="Issuer">Our name for it.</param>
/// <param name="State">What the issuer must send back with the browser.</param>
/// <param name="Nonce">What the token must have in it.</param>
/// <param name="Verifier">What only who began knows, when the code is exchanged (RFC 7636).</param>
/// <param name="ReturnUrl">A path of ours, where they wanted to go.</param>
internal sealed record BegunSignIn(string Issuer, string State, string Nonce, string Verifier, string ReturnUrl)
{
    public static BegunSignIn With(string issuer, string returnUrl) => new(issuer, Secret(), Secret(), Secret(), returnUrl);

    /// <summary>The verifier's hash, which the issuer is told at the begin (method S256).</summary>
    public string Challenge => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private static string Secret() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
}

/// <summary>Keeps what was begun in the one browser that began it, so that a code which somebody else got signs nobody in there.</summary>
internal sealed class BegunCookie(IDataProtectionProvider protection)
{
    /// <summary>Enough for a second factor.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Lax, alone of ours: the browser comes back from another site.</summary>
    private readonly SealedCookie<BegunSignIn> cookie = new(protection, "metricsplatform-signing-in", Patience, SameSiteMode.Lax, SignInPage.Path);

    public void Set(HttpContext context, BegunSignIn begun) => cookie.Set(context, begun);

    /// <summary>What was begun; it can be finished once, well or badly.</summary>
    public BegunSignIn? Take(HttpContext context)
    {
        var begun = cookie.Read(context);
        cookie.Clear(context);
        return begun;
    }
}
