using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace MetricsPlatform.Hosting.Access.SignIn;

/// <summary>
/// What a browser shows instead of a key: the key's id, sealed. It opens nothing elsewhere, and is worth nothing once the key is revoked.
/// It opens what only reads, and forms that carry a token of ours.
/// </summary>
public sealed class SignInCookie(IDataProtectionProvider protection)
{
    /// <summary>A working day; then the key is asked for again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const string Name = "metricsplatform-sign-in";
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector(Name).ToTimeLimitedDataProtector();

    /// <param name="keyId">Of a key that is active.</param>
    public void Set(HttpContext context, string keyId) => context.Response.Cookies.Append(Name, seal.Protect(keyId, Lifetime), Options(context));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context));

    /// <summary>Id of the key that somebody signed in with; null: nobody has, it is too long ago, or the request is none that the cookie opens.</summary>
    internal string? Read(HttpContext context)
    {
        var opens = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            || context.GetEndpoint()?.Metadata.GetMetadata<SignedForm>() is not null;
        if (!opens || context.Request.Cookies[Name] is not { } sealedId)
        {
            return null;
        }
        try
        {
            return seal.Unprotect(sealedId);
        }
        catch (CryptographicException)
        {
            return null;   // too old, or not ours
        }
    }

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = Lifetime, Path = "/", IsEssential = true,
    };
}
