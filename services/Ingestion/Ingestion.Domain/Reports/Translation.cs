using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>Takes what an adapter makes of one item: no result, one or several.</summary>
internal sealed class Translation
{
    /// <summary>Of one item, which are held together: more than a vendor has products.</summary>
    private const int MostTold = 50_000;

    private readonly List<Reported> _told = [];

    public IReadOnlyList<Reported> Told => _told;

    public void Clear() => _told.Clear();

    /// <summary>A result; its texts may be of any length.</summary>
    /// <exception cref="UnreadableItemException">It lacks what its kind needs.</exception>
    public void Add(ScanResult result, Verdict? verdict = null)
    {
        var whole = ResultRules.Check(result);
        var match = verdict is null ? null : new TriageMatch(whole.Rule, whole.Package, whole.Path);
        Keep(new Reported(whole, match, verdict, null));
    }

    /// <summary>A vulnerability of a package, under all the ids that the tool has for it.</summary>
    /// <remarks>
    /// The rule is the CVE id where there is one, so that a tool's own number or an advisory leads nowhere else. Two CVE ids are two
    /// vulnerabilities: each is a result, without the other ids, which would join what they keep apart.
    /// </remarks>
    /// <param name="found">With the tool's id as its rule.</param>
    public void AddVulnerability(ScanResult found, IEnumerable<string> otherIds, Verdict? verdict = null)
    {
        List<string> ids = [.. otherIds.Prepend(found.Rule).Select(id => id.Trim()).Where(id => id.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        var cves = ids.FindAll(VulnerabilityIds.IsCve);
        if (cves.Count > 1)
        {
            cves.ForEach(cve => Add(found with { Rule = cve }, verdict));
            return;
        }
        var rule = cves.Count == 1 ? cves[0] : found.Rule;
        Add(found with { Rule = rule, Aliases = ids.FindAll(id => !string.Equals(id, rule, StringComparison.OrdinalIgnoreCase)) }, verdict);
    }

    /// <summary>A decision about what the report does not list.</summary>
    /// <exception cref="UnreadableItemException">The item tells more than can be held.</exception>
    public void Decide(TriageMatch about, Verdict verdict) => Keep(new Reported(null, about, verdict, null));

    public void Refuse(Refusal problem) => _told.Add(new Reported(null, null, null, problem));

    private void Keep(Reported told)
    {
        if (_told.Count >= MostTold)
        {
            throw new UnreadableItemException("too_large", $"tells more than {MostTold:N0} things");
        }
        _told.Add(told);
    }
}
