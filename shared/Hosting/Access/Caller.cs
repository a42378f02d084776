using MetricsPlatform.Hosting.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MetricsPlatform.Hosting.Access;

/// <summary>Who asks and what they may do. A handler takes it as a parameter, and sees the services of what its route is for.</summary>
/// <param name="Name">Name of the key, or <c>issuer:name</c> of whom an issuer vouches for; null where the platform is open and nobody showed anything.</param>
/// <param name="Credential">What they showed, in a word: <c>key</c>, <c>token</c>, <c>sign-in</c>.</param>
public sealed record Caller(string? Name, string Credential, IReadOnlyList<Right> Rights)
{
    /// <summary>Who shows no key where none is needed.</summary>
    internal static readonly Caller Anyone = new(null, "key", [new Right(Enum.GetValues<Scope>().ToHashSet(), null)]);

    /// <summary>May do nothing.</summary>
    public static readonly Caller Nobody = new(null, "key", []);

    /// <summary>All that they may do somewhere.</summary>
    public IReadOnlySet<Scope> Scopes => Rights.SelectMany(p => p.Scopes).ToHashSet();

    /// <summary>The only services that are theirs; null: all.</summary>
    public IReadOnlySet<string>? Services { get; private init; } = ServicesOf(Rights);

    public bool HasAllServices => Services is null;

    public bool Has(string service) => Services?.Contains(service) != false;

    /// <summary>Whether they may do this to one service, whatever the route is for.</summary>
    public bool May(Scope scope, string service) => Rights.Any(p => p.Scopes.Contains(scope) && p.Services?.Contains(service) != false);

    /// <summary>The same caller at a route that any of these scopes opens: their services are those that they have one of them for.</summary>
    internal Caller At(IReadOnlyList<Scope> anyOf) => this with { Services = ServicesOf(Rights.Where(p => anyOf.Any(p.Scopes.Contains))) };

    /// <summary>403: what they showed is for other services.</summary>
    public ProblemHttpResult Refuse(string service) => Refuse($"{Complaint(service)}.", service);

    /// <summary>403: the answer would be of services that are not theirs.</summary>
    public ProblemHttpResult RefuseAllServices(string what) =>
        Refuse($"{what}, and the {Credential} '{Name}' is limited to {(Services!.Count == 0 ? "no service" : string.Join(", ", Services.Order(StringComparer.Ordinal)))}.", null);

    /// <summary>Half a sentence: why something of the service is refused.</summary>
    public string Complaint(string service) => $"The {Credential} '{Name}' is not for service '{service}'";

    /// <exception cref="InvalidOperationException">The route asks for no scope.</exception>
    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(
        context.Features.Get<Caller>() ?? throw new InvalidOperationException($"{context.Request.Path} uses its caller and requires no scope."));

    private static HashSet<string>? ServicesOf(IEnumerable<Right> rights) => rights.Aggregate(
        new HashSet<string>(StringComparer.Ordinal), (HashSet<string>? all, Right p) => p.Services is null ? null : all?.Union(p.Services).ToHashSet(StringComparer.Ordinal));

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

/// <summary>Scopes, and what they are for.</summary>
/// <param name="Services">Null: all. Empty: none, as of a team without services.</param>
public sealed record Right(IReadOnlySet<Scope> Scopes, IReadOnlySet<string>? Services)
{
    /// <summary>What services and teams come to as the catalogue is now, by all names of a service; both null: all.</summary>
    internal static Right Of(IReadOnlySet<Scope> scopes, IReadOnlySet<string>? services, IReadOnlySet<string>? teams, PlatformCatalogue catalogue) =>
        new(scopes, services is null && teams is null ? null
            : catalogue.Services.Values.Where(s => s.Team is { } team && teams?.Contains(team) == true).Select(s => s.Name)
                .Concat(services ?? Enumerable.Empty<string>()).SelectMany(catalogue.NamesOf).ToHashSet(StringComparer.Ordinal));
}
