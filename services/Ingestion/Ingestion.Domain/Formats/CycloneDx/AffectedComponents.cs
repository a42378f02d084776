using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats.CycloneDx;

/// <summary>One vulnerability, for each component that it affects.</summary>
/// <param name="statedAt">When all statements were made, if the document is nothing but statements.</param>
/// <param name="listsComponents">False for a scanner's document that names them where they are affected only.</param>
internal sealed class AffectedComponents(Bom bom, DateTimeOffset? statedAt, bool listsComponents)
{
    /// <summary>As the extension for versions before 1.4 has it: in the component itself.</summary>
    public static void Read(ReportValue item, ReportValue component, Translation into) =>
        into.AddVulnerability(Found(item) with { Package = Bom.UrlOf(component) }, []);

    public void Read(ReportValue item, Translation into)
    {
        var verdict = VerdictOf(item["analysis"]);
        var isGone = item["analysis"]["state"].Text is "resolved" or "resolved_with_pedigree";
        var found = Found(item);
        var aliases = item["references"].Each().Select(reference => reference["id"].Text).OfType<string>().Where(VulnerabilityIds.Is).ToList();
        var affects = false;
        foreach (var reference in item["affects"].Each().Select(affected => affected["ref"].Text).DefaultIfEmpty(item["ref"].Text).OfType<string>())
        {
            affects = true;
            var package = bom.Package(reference) ?? (listsComponents ? null : Bom.PackageNamed(reference));
            if (package is null && !bom.IsProduct(reference))
            {
                throw new UnreadableItemException("unknown_reference", "affects a component that the document does not list");
            }
            if (package is null || statedAt is not null)
            {
                Decide(found.Rule, aliases, package, verdict, into);
            }
            else if (!isGone)
            {
                into.AddVulnerability(found with { Package = package }, aliases, verdict);
            }
        }
        if (!affects)
        {
            throw new UnreadableItemException("missing_field", "affects no component");
        }
    }

    /// <summary>Under the id that results have: the CVE's where there is one.</summary>
    private static void Decide(string rule, List<string> aliases, string? package, Verdict? verdict, Translation into)
    {
        if (verdict is not null)
        {
            into.Decide(new TriageMatch(VulnerabilityIds.IsCve(rule) ? rule : aliases.Find(VulnerabilityIds.IsCve) ?? rule, package, null), verdict);
        }
    }

    private static ScanResult Found(ReportValue item)
    {
        var ratings = item["ratings"].Each().ToList();
        var rating = ratings.MinBy(rating => Preference(rating["method"].Text)) ?? ReportValue.None;
        // Before 1.4 an object, and 0 was one that is not known.
        var score = rating["score"]["base"].Exists ? rating["score"]["base"].Score is > 0 and var known ? known : null : rating["score"].Score;
        var cvss = IsCvss(rating) ? score ?? ScoreOf(rating) : null;
        return new ScanResult
        {
            Kind = FindingKind.Dependency,
            Rule = item.Required("id"),
            Severity = Severities.Of(rating["severity"].Text ?? ratings.Select(other => other["severity"].Text).FirstOrDefault(word => word is not null), cvss),
            Cvss = cvss,
            Description = item.First("description", "detail"),
            Help = item["source"]["url"].Text ?? item["advisories"].Each().Select(advisory => advisory["url"].Text ?? advisory.Text).FirstOrDefault(),
            Cwe = CweIds.OfField(item["cwes"].Each().Select(cwe => cwe.Text).OfType<string>()),
        };
    }

    private static bool IsCvss(ReportValue rating) => rating["method"].Text?.StartsWith("CVSS", StringComparison.OrdinalIgnoreCase) is true or null;

    /// <summary>The vector may lack the prefix that names its version.</summary>
    private static double? ScoreOf(ReportValue rating) =>
        CvssVector.Score(rating["vector"].Text) ?? CvssVector.Score((rating["method"].Is("CVSSv31") ? "CVSS:3.1/" : "CVSS:3.0/") + rating["vector"].Text);

    /// <summary>CVSS 3 before 4 and 2, because most sources have it; of two the first.</summary>
    private static int Preference(string? method) => method switch { "CVSSv31" => 0, "CVSSv3" => 1, "CVSSv4" => 2, "CVSSv2" => 3, _ => 4 };

    private Verdict? VerdictOf(ReportValue analysis)
    {
        var at = analysis["lastUpdated"].Time ?? analysis["firstIssued"].Time ?? statedAt;
        var why = analysis.First("detail", "justification");
        return analysis["state"].Text switch
        {
            "not_affected" => new Verdict(TriageDecision.NotAffected, why, At: at),
            "false_positive" => new Verdict(TriageDecision.FalsePositive, why, At: at),
            // Only with a time of its own: a scan that repeats it would undo what was accepted in between.
            "exploitable" when at is not null => new Verdict(TriageDecision.Reinstated, why, At: at),
            _ => null,
        };
    }
}
