using MetricsPlatform.Hosting.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary><c>/metrics</c> and <c>/health</c> on a port of their own (docs/operations.md, decision 0093).</summary>
internal static class PlatformMonitoring
{
    public static void AddPlatformMonitoring(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Monitoring").Get<MonitoringOptions>() ?? new MonitoringOptions());
        builder.Services.AddHostedService<MonitoringPortCheck>();
    }

    /// <summary>A request that came in at the wrong port finds no route. Call between routing and authorization.</summary>
    /// <remarks>The port is the connection's: the header <c>Host</c>, which <c>RequireHost</c> goes by, is the sender's to choose.</remarks>
    public static void UsePlatformMonitoring(this WebApplication app)
    {
        if (app.Services.GetRequiredService<MonitoringOptions>().Port is not { } port)
        {
            return;
        }
        app.Use((HttpContext context, RequestDelegate next) =>
        {
            var isMonitoring = context.GetEndpoint()?.Metadata.GetMetadata<MonitoringRoute>() is not null;
            if (isMonitoring != (context.Connection.LocalPort == port))
            {
                context.SetEndpoint(null);
            }
            return next(context);
        });
    }

    /// <param name="address">As servers write it: <c>http://127.0.0.1:8080</c>, <c>http://[::]:80</c>, <c>http://*:80</c>.</param>
    public static bool IsAt(this MonitoringOptions monitoring, string address) => monitoring.Port is { } port && BindingAddress.Parse(address).Port == port;
}

/// <summary>Metadata of a route that is for monitoring: <see cref="RouteAccess"/> gives it.</summary>
internal sealed record MonitoringRoute;
