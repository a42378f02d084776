using System.Text.Json;
using MetricsPlatform.Hosting.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary>Whether the process lives and whether it can do its work, for orchestrators and people.</summary>
public static class PlatformHealth
{
    /// <summary>Tag of the checks that <c>/health/ready</c> asks. MassTransit gives it to its own.</summary>
    public const string Ready = "ready";

    /// <summary><c>/health/live</c>: 200 while the process answers. <c>/health/ready</c>: 200, or 503 and why not.</summary>
    public static void MapPlatformHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).RequireForHealth(routes);
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains(Ready), ResponseWriter = Write }).RequireForHealth(routes);
    }

    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        Status = Word(report.Status),
        Checks = report.Entries.ToDictionary(e => e.Key, e => new { Status = Word(e.Value.Status), Reason = Reason(e.Value) }),
    }, JsonSerializerOptions.Web);

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>Null for a healthy check that has nothing to say.</summary>
    private static string? Reason(HealthReportEntry entry) => entry.Description ?? entry.Exception?.Message;
}
