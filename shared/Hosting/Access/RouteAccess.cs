using MetricsPlatform.Hosting.Defaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MetricsPlatform.Hosting.Access;

/// <summary>Who may use a route: every one of them says it.</summary>
public static class RouteAccess
{
    /// <summary>Needs a key with one of these scopes. What of the key's services the answer may show is the handler's business.</summary>
    public static TBuilder Require<TBuilder>(this TBuilder route, params Scope[] anyOf)
        where TBuilder : IEndpointConventionBuilder => route.Require(new ScopeRequirement(anyOf, allServices: false));

    /// <summary>Needs a key with this scope that is not limited to services: the answer is of all of them.</summary>
    public static TBuilder RequireForAllServices<TBuilder>(this TBuilder route, Scope scope)
        where TBuilder : IEndpointConventionBuilder => route.Require(new ScopeRequirement([scope], allServices: true));

    /// <summary>Open, as monitoring expects, unless <see cref="AccessOptions.MetricsNeedKey"/> says otherwise, and without a limit of requests.</summary>
    public static TBuilder RequireForMetrics<TBuilder>(this TBuilder route, IEndpointRouteBuilder routes)
        where TBuilder : IEndpointConventionBuilder =>
        OptionsOf(routes).MetricsNeedKey ? route.ForMonitoring().RequireForAllServices(Scope.Read) : route.ForMonitoring().AllowAnonymous();

    /// <summary>Open, as orchestrators expect, unless <see cref="AccessOptions.HealthNeedsKey"/> says otherwise, and without a limit of requests.</summary>
    public static TBuilder RequireForHealth<TBuilder>(this TBuilder route, IEndpointRouteBuilder routes)
        where TBuilder : IEndpointConventionBuilder =>
        OptionsOf(routes).HealthNeedsKey ? route.ForMonitoring().Require(Scope.Read) : route.ForMonitoring().AllowAnonymous();

    private static TBuilder ForMonitoring<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new MonitoringRoute()).DisableRateLimiting();

    private static AccessOptions OptionsOf(IEndpointRouteBuilder routes) => routes.ServiceProvider.GetRequiredService<AccessOptions>();

    private static TBuilder Require<TBuilder>(this TBuilder route, ScopeRequirement requirement)
        where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(requirement))
            .WithMetadata(requirement, PlatformOpenApi.Problem(StatusCodes.Status401Unauthorized), PlatformOpenApi.Problem(StatusCodes.Status403Forbidden));
}
