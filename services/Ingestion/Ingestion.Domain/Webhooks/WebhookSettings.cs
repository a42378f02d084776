using System.Text.RegularExpressions;

namespace MetricsPlatform.Ingestion.Domain.Webhooks;

/// <summary>What the catalogue says of one sender (docs/catalogue.md, connections).</summary>
/// <param name="Source">CloudEvents source of what it says.</param>
/// <param name="Services">Service by repository or project, without case. A name that ends in <c>*</c> stands for all that begin so; the service <c>*</c> for the last part of the name.</param>
/// <param name="MainBranches">Of a service.</param>
public sealed record WebhookSettings(string Source, IReadOnlyDictionary<string, string> Services, Func<string, IReadOnlyList<string>> MainBranches)
{
    /// <summary>Environment by the name of what deploys to it.</summary>
    public IReadOnlyDictionary<string, string> Pipelines { get; init; } = new Dictionary<string, string>();

    /// <summary>Environment that a published release goes to; null: a release is no deployment.</summary>
    public string? Releases { get; init; }

    public IReadOnlyList<string> TicketLabels { get; init; } = [];

    /// <summary>Finds the ids of vulnerabilities in a ticket; null: those that everybody knows.</summary>
    public Regex? TicketPattern { get; init; }

    /// <summary>Parts of a ticket where ids are looked for.</summary>
    public IReadOnlyList<string> TicketPlaces { get; init; } = [];

    /// <summary>The service that something is about; null: it is none of this connection's.</summary>
    /// <param name="origins">Names of where it comes from, the narrowest first.</param>
    internal string? ServiceOf(IEnumerable<string> origins) => origins.Select(ServiceOf).FirstOrDefault(service => service is not null);

    private string? ServiceOf(string origin)
    {
        if (!Services.TryGetValue(origin, out var service))
        {
            var longest = Services.Keys.Where(name => name.EndsWith('*') && origin.StartsWith(name[..^1], StringComparison.OrdinalIgnoreCase)).MaxBy(name => name.Length);
            service = longest is null ? null : Services[longest];
        }
        return service == "*" ? origin[(origin.LastIndexOf('/') + 1)..] : service;
    }
}
