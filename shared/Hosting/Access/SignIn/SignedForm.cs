using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MetricsPlatform.Hosting.Access.SignIn;

/// <summary>Says of a route that it takes a form of ours, with a token that no other site can have.</summary>
public sealed class SignedForm
{
    private SignedForm()
    {
    }

    internal static SignedForm Instance { get; } = new();
}

/// <summary>Routes that people reach in a browser.</summary>
public static class BrowserRoutes
{
    /// <summary>Takes a form with an antiforgery token, and nothing else.</summary>
    public static RouteHandlerBuilder TakesSignedForm(this RouteHandlerBuilder route) => route.WithMetadata(SignedForm.Instance)
        .AddEndpointFilter(async (context, next) =>
        {
            try
            {
                await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context.HttpContext);
            }
            catch (AntiforgeryValidationException)
            {
                return TypedResults.Problem("The form is too old, or did not come from this platform's pages. Open the page again.", statusCode: StatusCodes.Status400BadRequest);
            }
            return await next(context);
        });

    /// <summary>Whoever has no right to it is asked to sign in.</summary>
    public static TBuilder AsksToSignIn<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(SignInPage.Instance);
}
