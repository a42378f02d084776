using MetricsPlatform.Hosting.Catalogue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Hosting.Access.SignIn;

/// <summary>/sign-in/{issuer}: to an issuer; /sign-in/{issuer}/callback: back from it, ending with the cookie that a key gives too.</summary>
public static partial class IssuerSignInRoutes
{
    /// <param name="goOn">
    /// A page that leads on to a path by itself. Not a redirect: that would still count as begun by the issuer's site, and the browser would keep the strict cookie back.
    /// </param>
    public static void MapIssuerSignIn(this IEndpointRouteBuilder routes, Func<string, IResult> goOn)
    {
        routes.MapGet($"{SignInPage.Path}/{{issuer}}", Begin).AllowAnonymous();
        routes.MapGet($"{SignInPage.Path}/{{issuer}}/callback", async (
            string issuer, HttpContext context, ICatalogue catalogue, CodeFlow flow, BegunCookie begunCookie, SignInCookie cookie, ILogger<CodeFlow> log, CancellationToken ct) =>
        {
            var begun = begunCookie.Take(context);
            try
            {
                cookie.Set(context, await flow.Finish(Find(catalogue, issuer), begun, context.Request, ct));
                return goOn(begun!.ReturnUrl);
            }
            catch (SignInException e)
            {
                return Refuse(e, issuer, begun?.ReturnUrl ?? "/", log);
            }
        }).AllowAnonymous();
    }

    private static async Task<RedirectHttpResult> Begin(
        string issuer, string? returnUrl, HttpContext context, ICatalogue catalogue, CodeFlow flow, ILogger<CodeFlow> log, CancellationToken ct)
    {
        var back = SignInPage.Local(returnUrl);
        try
        {
            return TypedResults.Redirect(await flow.Begin(Find(catalogue, issuer), back, context, ct));
        }
        catch (SignInException e)
        {
            return Refuse(e, issuer, back, log);
        }
    }

    private static Issuer Find(ICatalogue catalogue, string name) =>
        catalogue.Current.Issuers.GetValueOrDefault(name) is { SignIn: not null } issuer ? issuer : throw new SignInException("the catalogue has no such issuer with signIn");

    private static RedirectHttpResult Refuse(SignInException why, string issuer, string returnUrl, ILogger log)
    {
        LogRefused(log, OneLine(issuer), OneLine(why.Message));
        AccessMetrics.Refused(why.Reason);
        return TypedResults.LocalRedirect(SignInPage.For(returnUrl, why.Reason));
    }

    /// <summary>Some of it comes from elsewhere, and must not look like a line of ours.</summary>
    private static string OneLine(string text) => string.Concat(text.Take(500).Select(c => char.IsControl(c) ? ' ' : c));

    [LoggerMessage(Level = LogLevel.Information, Message = "Nobody is signed in by issuer {Issuer}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string issuer, string reason);
}
