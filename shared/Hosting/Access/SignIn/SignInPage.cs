using Microsoft.AspNetCore.Http;

namespace MetricsPlatform.Hosting.Access.SignIn;

/// <summary>Where a browser is sent that shows no key, or one that does not do.</summary>
public sealed class SignInPage
{
    public const string Path = "/sign-in";

    private SignInPage()
    {
    }

    internal static SignInPage Instance { get; } = new();

    /// <param name="reason">A word of <see cref="RefusalReason"/>.</param>
    internal static string For(HttpRequest request, string reason) =>
        $"{Path}?reason={reason}&returnUrl={Uri.EscapeDataString(HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/")}";
}
