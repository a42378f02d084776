using MetricsPlatform.Hosting.Catalogue;

namespace MetricsPlatform.Bench.Kpi;

/// <summary>Services of very different sizes, 2,000 findings each on average, ten to a team.</summary>
internal sealed class Population
{
    private const int Average = 2000;

    public Population(int findings)
    {
        var count = Math.Max(1, findings / Average);
        var random = new Random(findings);
        // From a tenth to some ten times the median, as organisations are.
        var weights = Enumerable.Range(0, count).Select(_ => Math.Exp((random.NextDouble() + random.NextDouble() + random.NextDouble()) * 1.5)).ToList();
        var unit = findings / weights.Sum();
        Services = [.. weights.Select((weight, i) => new MadeService(i, (int)(weight * unit)))];
        Catalogue = PlatformCatalogue.Default with
        {
            Services = Services.Select((s, i) => new ServiceEntry(s.Name, $"team-{i / 10:00}", "1", [])).ToDictionary(s => s.Name),
        };
        Findings = Services.Sum(s => s.Findings);
    }

    public IReadOnlyList<MadeService> Services { get; }

    public int Findings { get; }

    public PlatformCatalogue Catalogue { get; }
}
