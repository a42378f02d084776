using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace MetricsPlatform.Hosting.Access;

/// <summary>What a route asks of its caller: one of some scopes, and perhaps a key that is for all services.</summary>
public sealed class ScopeRequirement(IReadOnlyList<Scope> anyOf, bool allServices) : AuthorizationHandler<ScopeRequirement>, IAuthorizationRequirement
{
    public IReadOnlyList<Scope> AnyOf => anyOf;

    public bool AllServices => allServices;

    /// <summary>The scopes as RFC 6750 writes them.</summary>
    public string Words => string.Join(' ', anyOf).ToLowerInvariant();

    internal bool HasScope(Caller caller) => anyOf.Any(caller.Scopes.Contains);

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (context.Resource is HttpContext http && http.Features.Get<Caller>() is { } caller && requirement.HasScope(caller))
        {
            var here = caller.At(requirement.AnyOf);
            http.Features.Set(here);
            if (here.HasAllServices || !requirement.AllServices)
            {
                context.Succeed(requirement);
            }
        }
        return Task.CompletedTask;
    }
}
