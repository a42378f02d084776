using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Access.Limits;
using MetricsPlatform.Hosting.Access.SignIn;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.Reports;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>/sign-in: takes an API key once and gives a cookie for it; /sign-out takes the cookie away.</summary>
internal static class SignInPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPage.Path, Ask).AllowAnonymous();
        routes.MapPost(SignInPage.Path, SignIn).AllowAnonymous().TakesSignedForm();
        routes.MapPost("/sign-out", SignOut).AllowAnonymous();
    }

    private static IResult Ask(string? returnUrl, string? reason, HttpContext context, IAntiforgery antiforgery, ICatalogue catalogue, TimeProvider clock) =>
        Page(returnUrl, reason switch
        {
            "expired_key" => "Your key has expired.",
            "revoked_key" => "Your key was revoked.",
            "missing_scope" => "That needs another scope than your key has.",
            _ => null,
        }, StatusCodes.Status200OK, context, antiforgery, catalogue, clock);

    private static async Task<IResult> SignIn(
        HttpContext context, KeyRing ring, RequestLimits limits, SignInCookie cookie, IAntiforgery antiforgery, ICatalogue catalogue, TimeProvider clock, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var returnUrl = (string?)form["returnUrl"];
        var (key, standing) = await ring.Check(form["key"].ToString().Trim(), ct);
        if (standing != KeyStanding.Active)
        {
            var (complaint, status) = standing == KeyStanding.Unverifiable
                ? ("The key cannot be checked now; try again.", StatusCodes.Status503ServiceUnavailable)
                : limits.Failed(context) is not null
                ? ("That is no key that is in force, and too many of those came from your address; wait a moment.", StatusCodes.Status429TooManyRequests)
                : ("That is no key that is in force.", StatusCodes.Status401Unauthorized);
            return Page(returnUrl, complaint, status, context, antiforgery, catalogue, clock);
        }
        cookie.Set(context, key!.Id);
        return TypedResults.LocalRedirect(Local(returnUrl));
    }

    private static RedirectHttpResult SignOut(HttpContext context)
    {
        SignInCookie.Clear(context);
        return TypedResults.LocalRedirect(SignInPage.Path);
    }

    private static IResult Page(
        string? returnUrl, string? complaint, int status, HttpContext context, IAntiforgery antiforgery, ICatalogue catalogue, TimeProvider clock)
    {
        var page = new PageContext(Caller.Nobody, catalogue.Current, catalogue.Current.Rules(), clock.GetUtcNow(), new PageAddress(SignInPage.Path, []));
        return PageAnswers.Of<SignInForm>(
            new { Page = page, ReturnUrl = Local(returnUrl), Complaint = complaint, FormToken = antiforgery.GetAndStoreTokens(context) }, status);
    }

    /// <summary>A path of ours: nobody is sent elsewhere from here.</summary>
    private static string Local(string? url) => url is ['/', ..] and not ['/', '/' or '\\', ..] ? url : "/";
}
