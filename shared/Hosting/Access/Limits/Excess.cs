using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace MetricsPlatform.Hosting.Access.Limits;

/// <summary>429: more came than is allowed.</summary>
/// <param name="Detail">Which limit it is, in a sentence.</param>
/// <param name="RetryAfter">Whole seconds, at least 1.</param>
public sealed record Excess(string Reason, string Detail, TimeSpan RetryAfter) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            Detail, statusCode: StatusCodes.Status429TooManyRequests, extensions: new Dictionary<string, object?> { ["reason"] = Reason }).ExecuteAsync(httpContext);
    }

    /// <param name="limit">As a label.</param>
    internal static Excess Of(RateLimitLease refused, string limit, string reason, string detail)
    {
        AccessMetrics.Limited(limit);
        var after = refused.TryGetMetadata(MetadataName.RetryAfter, out var span) ? span : TimeSpan.Zero;
        return new Excess(reason, detail, TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(after.TotalSeconds))));
    }
}
