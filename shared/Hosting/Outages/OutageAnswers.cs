using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MetricsPlatform.Hosting.Outages;

/// <summary>What is answered while PostgreSQL or the bus is away: 503, when to ask again, and why.</summary>
public sealed class OutageAnswers : IExceptionHandler
{
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!Outage.Is(exception))
        {
            return false;
        }
        await Unavailable("What keeps the data does not answer now, or has no room. Ask again; what was sent and may have been taken all the same counts once.").ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>503 with <c>Retry-After</c>.</summary>
    public static IResult Unavailable(string why) => new RetryLater(TypedResults.Problem(
        why, statusCode: StatusCodes.Status503ServiceUnavailable, extensions: new Dictionary<string, object?> { ["reason"] = "unavailable" }));

    private sealed class RetryLater(IResult answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
            return answer.ExecuteAsync(httpContext);
        }
    }
}

/// <summary>Routes that answer only once the service is prepared.</summary>
public static class PreparedRoutes
{
    /// <summary>A start without an outage takes less.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Routes added to the result wait a moment for <typeparamref name="T"/>, and answer 503 where it is not done then.</summary>
    public static RouteGroupBuilder MapPrepared<T>(this IEndpointRouteBuilder routes) where T : Preparation
    {
        var preparation = routes.ServiceProvider.GetRequiredService<T>();
        return routes.MapGroup("").AddEndpointFilter(async (context, next) =>
            await preparation.Done(Patience, context.HttpContext.RequestAborted) ? await next(context) : OutageAnswers.Unavailable("This service has just started and waits for PostgreSQL."));
    }

    /// <summary>Adds what runs once before the service can work.</summary>
    public static void AddPreparation<T>(this IServiceCollection services) where T : Preparation
    {
        services.AddSingleton<T>();
        services.AddSingleton<Preparation>(provider => provider.GetRequiredService<T>());
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
