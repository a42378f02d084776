using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace MetricsPlatform.Hosting.Access.Limits;

/// <summary>Limits of requests, for every service.</summary>
internal static class PlatformLimits
{
    public static void AddPlatformLimits(this IServiceCollection services)
    {
        services.AddSingleton<RequestLimits>();
        services.AddRateLimiter();
        services.AddOptions<RateLimiterOptions>().Configure<RequestLimits>((options, limits) =>
        {
            options.GlobalLimiter = limits.Requests;
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) => new ValueTask(limits.ExcessOf(rejected.HttpContext, rejected.Lease).ExecuteAsync(rejected.HttpContext));
        });
    }
}
