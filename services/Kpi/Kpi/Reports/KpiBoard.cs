using MetricsPlatform.Contracts;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Kpi.Reports;

/// <summary>All figures at one instant: of each service, each team, and everything.</summary>
public sealed record KpiBoard(
    DateTimeOffset At, PlatformCatalogue Catalogue, IReadOnlyList<ServiceFigures> Services, IReadOnlyDictionary<string, KpiReport> Teams, KpiReport Organization)
{
    /// <summary>Evaluates docs/metrics.md once over each service; teams and the organization come from merging.</summary>
    public static KpiBoard Of(IEnumerable<ServiceFacts> services, PlatformCatalogue catalogue, DateTimeOffset now)
    {
        var rules = catalogue.Rules();
        var all = services.OrderBy(s => s.Service, StringComparer.Ordinal).ToList();
        var accumulated = KpiEvaluation.Accumulate(all, rules, now);
        var organization = new KpiAccumulator(rules, now);
        var teams = new SortedDictionary<string, KpiAccumulator>(StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
        {
            var team = catalogue.TeamOf(all[i].Service);
            if (!teams.TryGetValue(team, out var ofTeam))
            {
                teams[team] = ofTeam = new KpiAccumulator(rules, now);
            }
            ofTeam.Merge(accumulated[i]);
            organization.Merge(accumulated[i]);
        }
        KpiAccumulator[] unions = [organization, .. teams.Values, .. accumulated];   // the largest first, so that no processor is left with it
        var reports = new KpiReport[unions.Length];
        Parallel.For(0, unions.Length, i => reports[i] = unions[i].Report());
        return new KpiBoard(
            now, catalogue, [.. all.Select((s, i) => new ServiceFigures(s.Service, reports[1 + teams.Count + i], [.. new ServiceView(s, rules, now).LastScans]))],
            teams.Keys.Select((team, i) => (team, reports[1 + i])).ToDictionary(), reports[0]);
    }
}

/// <summary>One service's figures, and when it was last scanned for each kind of finding.</summary>
public sealed record ServiceFigures(string Service, KpiReport Report, IReadOnlyList<(FindingKind? Kind, DateTimeOffset At)> LastScans);
