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

/// <summary>/sign-in: takes an API key once and gives a cookie for it, or leads to an issuer; /sign-out takes the cookie away.</summary>
internal static class SignInPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPage.Path, Ask).AllowAnonymous();
        routes.MapPost(SignInPage.Path, SignIn).AllowAnonymous().TakesSignedForm();
        routes.MapIssuerSignIn(returnUrl => PageAnswers.Of<SignedInPage>(new { ReturnUrl = returnUrl }));
        routes.MapPost("/sign-out", SignOut).AllowAnonymous();
    }

    private static IResult Ask(string? returnUrl, string? reason, HttpContext context, IAntiforgery antiforgery, ICatalogue catalogue, TimeProvider clock) =>
        Page(returnUrl, reason switch
        {
            "expired_key" => "Your key has expired.",
            "revoked_key" => "Your key was revoked.",
            "missing_scope" => "That needs another scope than you have.",
            "no_grant" => "Nothing is granted to you here. Who runs the platform can change that.",
            "invalid_token" => "Your sign-in has ended.",
            "issuer_away" => "Where you wanted to sign in does not answer; try again.",
            "sign_in_failed" => "That did not sign you in; try again.",
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
        cookie.Set(context, new SignedInKey(key!.Id));
        return TypedResults.LocalRedirect(SignInPage.Local(returnUrl));
    }

    private static RedirectHttpResult SignOut(HttpContext context, SignInCookie cookie)
    {
        cookie.Clear(context);
        return TypedResults.LocalRedirect(SignInPage.Path);
    }

    private static IResult Page(
        string? returnUrl, string? complaint, int status, HttpContext context, IAntiforgery antiforgery, ICatalogue catalogue, TimeProvider clock)
    {
        var page = new PageContext(Caller.Nobody, catalogue.Current, catalogue.Current.Rules(), clock.GetUtcNow(), new PageAddress(SignInPage.Path, []));
        return PageAnswers.Of<SignInForm>(
            new
            {
                Page = page, ReturnUrl = SignInPage.Local(returnUrl), Complaint = complaint, FormToken = antiforgery.GetAndStoreTokens(context),
                Issuers = catalogue.Current.Issuers.Values.Where(i => i.SignIn is not null).Select(i => i.Name).Order(StringComparer.Ordinal).ToList(),
            }, status);
    }
}
