using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace MetricsPlatform.Hosting.Access.SignIn;

/// <summary>
/// What a browser shows instead of a key or a token: the key's id, or whom an issuer vouched for. It opens nothing elsewhere, and is worth nothing once the key is
/// revoked or nothing is granted any more. It opens what only reads, and forms that carry a token of ours.
/// </summary>
public sealed class SignInCookie(IDataProtectionProvider protection)
{
    /// <summary>A working day; then they are asked again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly SealedCookie<SignedIn> cookie = new(protection, "metricsplatform-sign-in", Lifetime, SameSiteMode.Strict, "/");

    /// <param name="who">A key that is in force, or somebody whom an issuer vouched for just now.</param>
    public void Set(HttpContext context, SignedIn who) => cookie.Set(context, who);

    public void Clear(HttpContext context) => cookie.Clear(context);

    /// <summary>Who signed in; null: nobody has, it is too long ago, or the request is none that the cookie opens.</summary>
    internal SignedIn? Read(HttpContext context)
    {
        var opens = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            || context.GetEndpoint()?.Metadata.GetMetadata<SignedForm>() is not null;
        return opens ? cookie.Read(context) : null;
    }
}
