using System.Text;
using MetricsPlatform.Client.Answers;

namespace MetricsPlatform.Client.Output;

/// <summary>What several forms of output write alike.</summary>
internal static class Words
{
    public const string OtherBranch = "Nothing changed: only scans of the service's main branches change findings, and the platform keeps this one for the record.";

    private const int LongestText = 100;

    public static string Of(Severity severity) => severity.ToString().ToLowerInvariant();

    /// <summary>Foreign text on one line and of bearable length, without what a terminal would obey.</summary>
    public static string OnOneLine(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format ? " " : rune.ToString());
        }
        var line = string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestText ? line : string.Concat(line.AsSpan(0, LongestText - 1).TrimEnd(), "…");
    }

    /// <summary>What a finding is called: its rule, and the title where that says more.</summary>
    public static string NameOf(RisenFinding finding) =>
        OnOneLine(finding.Title is { } title && !title.Contains(finding.Rule, StringComparison.OrdinalIgnoreCase) ? $"{finding.Rule} {title}" : finding.Title ?? finding.Rule);

    /// <summary><c>2 new (1 critical, 1 high)</c></summary>
    public static string Count(int all, string what, Counts counts, Func<SeverityCounts, int> of)
    {
        var parts = (counts.Severities ?? []).Where(s => of(s) > 0).Select(s => $"{of(s)} {Of(s.Severity)}").ToList();
        return parts.Count == 0 ? $"{all} {what}" : $"{all} {what} ({string.Join(", ", parts)})";
    }
}
