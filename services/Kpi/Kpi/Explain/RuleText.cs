using System.Text.RegularExpressions;

namespace MetricsPlatform.Kpi.Explain;

/// <summary>A rule of docs/metrics.md in its own words.</summary>
/// <param name="Text">With Markdown's *emphasis* and `code`.</param>
public sealed partial record RuleText(string Rule, string Text)
{
    private static readonly Dictionary<string, RuleText> Rules = Read();

    /// <exception cref="KeyNotFoundException">There is no such rule.</exception>
    public static RuleText Of(string rule) => Rules[rule];

    private static Dictionary<string, RuleText> Read()
    {
        using var document = new StreamReader(typeof(RuleText).Assembly.GetManifestResourceStream("kpi.metrics.md")!);
        return Line().Matches(document.ReadToEnd()).Select(line => new RuleText(line.Groups[1].Value, line.Groups[2].Value.Trim())).ToDictionary(r => r.Rule);
    }

    /// <summary><c>* **M3.3** text</c>; a rule is one line.</summary>
    [GeneratedRegex(@"^\* \*\*(M\d+\.\d+)\*\* (.+)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
