using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>Names one result: the scan's source and id, its index in the report, and which of its CVE ids when it names several.</summary>
public sealed record ResultIdentity(string Source, string Id, int Index, string? Cve);

/// <summary>One result as one scan of a main branch listed it, with the keys that identify its finding.</summary>
public sealed record Listing(ScanPart Scan, ResultIdentity Identity, ScanResult Result, IReadOnlyList<string> Keys)
{
    public DateTimeOffset At => Scan.Header.Time;

    /// <summary>Rule and aliases; of several CVE ids only its own: the others are other results.</summary>
    public IEnumerable<string> Ids => Result.Aliases.Prepend(Result.Rule)
        .Where(id => Identity.Cve is null || !VulnerabilityIds.IsCve(id) || id.Equals(Identity.Cve, StringComparison.OrdinalIgnoreCase));

    /// <summary>The scan's results; a dependency that names two or more CVE ids is as many results.</summary>
    public static IEnumerable<Listing> Of(ScanPart scan, Tracks tracks) =>
        from indexed in scan.Results.Index()
        from cve in CvesThatSplit(indexed.Item)
        select new Listing(
            scan, new ResultIdentity(scan.Header.Source, scan.Header.Id, indexed.Index, cve), indexed.Item,
            [.. IdentityKeys.Of(scan, indexed.Item, cve, tracks).Select(key => Text(indexed.Item.Kind.ToString(), key))]);

    private static List<string?> CvesThatSplit(ScanResult result)
    {
        List<string?> cves = [.. result.Aliases.Prepend(result.Rule).Where(VulnerabilityIds.IsCve).Select(id => id.ToUpperInvariant()).Distinct()];
        return result.Kind == FindingKind.Dependency && cves.Count > 1 ? cves : [null];
    }

    private static string Text(string kind, IReadOnlyList<string?> key) =>
        kind + string.Concat(key.Select(part => part is null ? "|-" : $"|{part.Length}:{part}"));
}
