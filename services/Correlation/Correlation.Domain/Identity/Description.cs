using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Correlation.Domain.Facts;

namespace MetricsPlatform.Correlation.Domain.Identity;

/// <summary>Turns a reported result into what is kept of it.</summary>
public static class Description
{
    /// <summary>One result, or one for each CVE when it names several: a result that names two vulnerabilities is two results.</summary>
    public static IEnumerable<DescribedResult> Of(string tool, ScanResult result)
    {
        if (result.Kind != FindingKind.Dependency)
        {
            return [Describe(tool, result, [result.Rule], Distinct(result.Aliases, [result.Rule]))];
        }
        var all = Distinct(result.Aliases, []);
        var cves = Distinct([result.Rule, .. all], []).Where(VulnerabilityIds.IsCve).ToList();
        if (cves.Count > 1)
        {
            // Every other id would join what the CVE ids keep apart: it is for show.
            var others = Distinct([result.Rule, .. all], cves);
            return cves.Select(cve => Describe(tool, result, [cve], others));
        }
        var aliases = Distinct(all.Where(VulnerabilityIds.IsAlias), [result.Rule]);
        return [Describe(tool, result, [result.Rule, .. aliases], Distinct(all, [result.Rule, .. aliases]))];
    }

    private static DescribedResult Describe(string tool, ScanResult result, IReadOnlyList<string> ids, IReadOnlyList<string> mentions) =>
        new(result.Kind, tool, ids, result.Severity)
        {
            Mentions = OrNull(mentions),
            Cvss = result.Cvss,
            Title = result.Title,
            Description = result.Description,
            Help = result.Help,
            Cwe = OrNull(result.Cwe),
            Package = result.Package,
            FixedIn = result.FixedIn,
            Path = result.Path,
            Line = result.Line,
            Resource = result.Resource,
            Url = result.Url,
            Method = result.Method,
            Parameter = result.Parameter,
            Fingerprint = result.Fingerprint,
            ContextHash = result.ContextHash,
            AlsoAt = OrNull(result.AlsoAt),
        };

    /// <summary>Without case, in ordinal order, without those in <paramref name="except"/>: the order in which a tool lists ids says nothing.</summary>
    private static List<string> Distinct(IEnumerable<string> ids, IReadOnlyCollection<string> except) =>
        [.. ids.Where(id => !except.Contains(id, StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    private static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}
