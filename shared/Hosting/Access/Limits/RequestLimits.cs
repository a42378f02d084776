using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Hosting.Access.Limits;

/// <summary>Who may ask how often (docs/access.md, decision 0092).</summary>
public sealed class RequestLimits : IDisposable
{
    private const int LongestName = 100;

    private readonly LimitOptions options;
    private readonly TokenBuckets requests;
    private readonly TokenBuckets failures;

    public RequestLimits(AccessOptions access, TimeProvider clock)
    {
        options = access.Limits;
        requests = new TokenBuckets(clock, options.RequestsPerSecond, Math.Max(1, options.Burst));
        failures = new TokenBuckets(clock, options.FailuresPerMinute / 60.0, options.FailuresPerMinute);
        Requests = requests.WithTranslatedKey<HttpContext>(BucketOf, leaveOpen: true);
    }

    /// <summary>The limit of requests, of everybody.</summary>
    public PartitionedRateLimiter<HttpContext> Requests { get; }

    /// <summary>Counts that what a request showed (a key, token or signature) is not right.</summary>
    /// <returns>Null: refuse it as such. Else its address has shown too much of that, and is told to wait.</returns>
    /// <remarks>What is right is never counted nor held up: many senders may share an address.</remarks>
    public Excess? Failed(HttpContext context)
    {
        using var lease = failures.AttemptAcquire(RemoteAddress.Of(context));
        return lease.IsAcquired ? null : Excess.Of(
            lease, "failures", "too_many_failures",
            $"This address shows more than {options.FailuresPerMinute} keys, tokens or signatures a minute that are not right.");
    }

    public void Dispose()
    {
        Requests.Dispose();
        requests.Dispose();
        failures.Dispose();
    }

    /// <summary>What is answered to a request that found no permit.</summary>
    internal Excess ExcessOf(HttpContext context, RateLimitLease lease)
    {
        var (limit, who) = context.Features.Get<Caller>() is { } caller ? ("caller", $"The {caller.Credential} '{caller.Name}'")
            : ConnectionOf(context) is { } connection ? ("webhook", $"This address, to the connection '{connection}',")
            : ("address", "This address");
        return Excess.Of(
            lease, limit, "too_many_requests",
            $"{who} sends more than {options.RequestsPerSecond} requests a second, and more than {options.Burst} at once. Nothing of this was done; send it again later.");
    }

    /// <summary>Callers by their names, which two keys that replace each other share; who shows nothing, or nothing right, by address. Null: whom an open process lets in.</summary>
    private static string? BucketOf(HttpContext context) =>
        context.Features.Get<Caller>() is { } caller ? caller.Name is null ? null : $"caller {caller.Name}"
        : ConnectionOf(context) is { } connection ? $"webhook {connection} {RemoteAddress.Of(context)}"
        : $"address {RemoteAddress.Of(context)}";

    /// <summary>As it was asked for: one that there is not is treated alike.</summary>
    private static string? ConnectionOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<SignedByConnection>() is not null && context.GetRouteValue(SignedByConnection.Parameter) is string name
            ? name.Length > LongestName ? name[..LongestName] : name
            : null;
}
