using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>Pages as answers.</summary>
internal static class PageAnswers
{
    public static IResult Of<T>(object parameters, int status = StatusCodes.Status200OK) where T : IComponent =>
        new RazorComponentResult<T>(parameters) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>What the JSON interface would refuse, in words on a page.</summary>
    public static IResult Refused(PageQuestion asked, ProblemHttpResult problem) => Of<RefusedPage>(
        new { Page = asked.Context(asked.Clock.GetUtcNow()), problem.ProblemDetails.Detail, problem.StatusCode }, problem.StatusCode);

    public static IResult NotFound(PageQuestion asked, string what) => Refused(asked, TypedResults.Problem(what, statusCode: StatusCodes.Status404NotFound));

    /// <summary>Only what we serve ourselves, and no other site around it.</summary>
    public static async ValueTask<object?> AddHeaders(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
        return await next(context);
    }
}
