using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.States;

namespace MetricsPlatform.Kpi.Http;

/// <summary>What a question is about: all services that meet every part that is given.</summary>
public sealed record KpiScope(string? Service, string? Team, string? Tier)
{
    /// <summary>The part that names nothing we know, or null when all are known.</summary>
    public string? Unknown(KpiStates states, PlatformCatalogue catalogue) =>
        Service is not null && states.Find(Service) is null && !catalogue.Services.ContainsKey(Service) ? $"No service is called '{Service}'."
        : Team is not null && !Teams(catalogue).Contains(Team) ? $"No team is called '{Team}'."
        : Tier is not null && catalogue.Services.Values.All(s => s.Tier != Tier) ? $"No service is of tier '{Tier}'."
        : null;

    /// <summary>The services in scope, by name; a service the catalogue knows and nobody reported on has no states.</summary>
    public IReadOnlyList<ServiceStates> Services(KpiStates states, PlatformCatalogue catalogue) =>
    [
        .. states.All.Where(s => (Service is null || s.Service == Service)
                && (Team is null || catalogue.TeamOf(s.Service) == Team)
                && (Tier is null || catalogue.TierOf(s.Service) == Tier))
            .OrderBy(s => s.Service, StringComparer.Ordinal),
    ];

    private static HashSet<string> Teams(PlatformCatalogue catalogue) =>
        [PlatformCatalogue.Unowned, .. catalogue.Teams.Keys, .. catalogue.Services.Keys.Select(catalogue.TeamOf)];
}
