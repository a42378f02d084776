using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Hosting.Access;

/// <summary>Met by requests that no route takes; they go on to their 404 or 405.</summary>
internal sealed class NoRoute : AuthorizationHandler<NoRoute>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NoRoute requirement)
    {
        if (context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
        {
            context.Succeed(requirement);
        }
        return Task.CompletedTask;
    }
}
