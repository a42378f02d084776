using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Kpi.Reports;

/// <summary>All figures at one instant: of each service, each team, and everything.</summary>
public sealed record KpiBoard(
    PlatformCatalogue Catalogue, IReadOnlyList<ServiceFigures> Services, IReadOnlyDictionary<string, KpiReport> Teams, KpiReport Organization)
{
    /// <summary>Evaluates docs/metrics.md once over each service; teams and the organization come from merging.</summary>
    public static KpiBoard Of(IEnumerable<ServiceFacts> services, PlatformCatalogue catalogue, DateTimeOffset now)
    {
        var rules = catalogue.Rules();
        var organization = new KpiAccumulator(rules, now);
        var teams = new SortedDictionary<string, KpiAccumulator>(StringComparer.Ordinal);
        var figures = new List<ServiceFigures>();
        foreach (var facts in services.OrderBy(s => s.Service, StringComparer.Ordinal))
        {
            var service = new KpiAccumulator(rules, now);
            service.Add(facts);
            var team = catalogue.TeamOf(facts.Service);
            if (!teams.TryGetValue(team, out var ofTeam))
            {
                teams[team] = ofTeam = new KpiAccumulator(rules, now);
            }
            ofTeam.Merge(service);
            organization.Merge(service);
            figures.Add(new ServiceFigures(facts.Service, service.Report(), facts.Scopes));
        }
        return new KpiBoard(catalogue, figures, teams.ToDictionary(t => t.Key, t => t.Value.Report()), organization.Report());
    }
}

/// <summary>One service's figures, and its scopes for how fresh they are.</summary>
public sealed record ServiceFigures(string Service, KpiReport Report, IReadOnlyCollection<ScopeState> Scopes);
