using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace MetricsPlatform.Hosting.Access.SignIn;

/// <summary>A cookie that nobody can read or make but us, and that ends by itself. What is too long for one goes in several.</summary>
internal sealed class SealedCookie<T>(IDataProtectionProvider protection, string name, TimeSpan lifetime, SameSiteMode sameSite, string path)
    where T : class
{
    private static readonly ChunkingCookieManager Cookies = new() { ThrowForPartialCookies = false };

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector(name).ToTimeLimitedDataProtector();

    public void Set(HttpContext context, T value) =>
        Cookies.AppendResponseCookie(context, name, seal.Protect(JsonSerializer.Serialize(value), lifetime), Options(context));

    public void Clear(HttpContext context) => Cookies.DeleteCookie(context, name, Options(context));

    /// <summary>Null: there is none, or it is too old, or not ours.</summary>
    public T? Read(HttpContext context)
    {
        try
        {
            return Cookies.GetRequestCookie(context, name) is { Length: > 0 } text ? JsonSerializer.Deserialize<T>(seal.Unprotect(text)) : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)   // the latter: of an earlier version
        {
            return null;
        }
    }

    private CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true, SameSite = sameSite, Secure = context.Request.IsHttps, MaxAge = lifetime, Path = path, IsEssential = true,
    };
}
