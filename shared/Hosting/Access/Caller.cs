using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MetricsPlatform.Hosting.Access;

/// <summary>Who asks and what they may do. A handler takes it as a parameter.</summary>
/// <param name="Name">Name of the key; null where the platform is open and nobody showed one.</param>
/// <param name="Services">The only services that are theirs; null: all.</param>
public sealed record Caller(string? Name, IReadOnlySet<Scope> Scopes, IReadOnlySet<string>? Services)
{
    /// <summary>Who shows no key where none is needed.</summary>
    internal static readonly Caller Anyone = new(null, Enum.GetValues<Scope>().ToHashSet(), null);

    public bool HasAllServices => Services is null;

    public bool Has(string service) => Services?.Contains(service) != false;

    /// <summary>403: the key is for other services.</summary>
    public ProblemHttpResult Refuse(string service) => Refuse($"{Complaint(service)}.", service);

    /// <summary>403: the answer would be of services that the key is not for.</summary>
    public ProblemHttpResult RefuseAllServices(string what) =>
        Refuse($"{what}, and the key '{Name}' is limited to {string.Join(", ", Services!.Order(StringComparer.Ordinal))}.", null);

    /// <summary>Half a sentence: why something of the service is refused.</summary>
    public string Complaint(string service) => $"The key '{Name}' is not for service '{service}'";

    /// <exception cref="InvalidOperationException">The route asks for no scope.</exception>
    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(
        context.Features.Get<Caller>() ?? throw new InvalidOperationException($"{context.Request.Path} uses its caller and requires no scope."));

    private static ProblemHttpResult Refuse(string detail, string? service)
    {
        AccessMetrics.Refused(RefusalReason.OtherService);
        var more = new Dictionary<string, object?> { ["reason"] = RefusalReason.OtherService };
        if (service is not null)
        {
            more["service"] = service;
        }
        return TypedResults.Problem(detail, statusCode: StatusCodes.Status403Forbidden, extensions: more);
    }
}
