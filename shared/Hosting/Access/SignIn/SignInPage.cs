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

    /// <summary>The address, if it is a path of ours: nobody is sent elsewhere from here. Browsers leave out control characters, so that <c>/\t/elsewhere</c> is none.</summary>
    public static string Local(string? url) => url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";

    /// <param name="reason">A word of <see cref="RefusalReason"/>.</param>
    internal static string For(HttpRequest request, string reason) => For(HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/", reason);

    /// <param name="returnUrl">A path of ours.</param>
    /// <param name="reason">A word of <see cref="RefusalReason"/>.</param>
    internal static string For(string returnUrl, string reason) => $"{Path}?reason={reason}&returnUrl={Uri.EscapeDataString(returnUrl)}";
}
