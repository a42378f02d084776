using System.Text.RegularExpressions;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary>A selector in a PromQL expression.</summary>
/// <param name="Matchers">What stands between the braces.</param>
/// <param name="Range">What stands between the brackets; empty: an instant vector.</param>
/// <param name="Calls">The functions and aggregations around it, the innermost first.</param>
/// <param name="Before">The expression up to it.</param>
internal sealed partial record Selector(string Metric, string Matchers, string Range, IReadOnlyList<string> Calls, string Before)
{
    /// <summary>The selectors of our metrics, recorded or exported, of <c>up</c> and of the runtime's.</summary>
    public static IEnumerable<Selector> In(string expr) => Metrics().Matches(expr).Select(m =>
        new Selector(m.Groups["metric"].Value, m.Groups["matchers"].Value, m.Groups["range"].Value, CallsAround(expr, m.Index), expr[..m.Index]));

    public bool IsRecorded => Metric.Contains(':', StringComparison.Ordinal);

    public bool IsCounter => Metric.EndsWith("_total", StringComparison.Ordinal) || Metric.EndsWith("_bucket", StringComparison.Ordinal);

    private static List<string> CallsAround(string expr, int at)
    {
        var calls = new List<string>();
        var depth = 0;
        for (var i = at - 1; i >= 0; i--)
        {
            depth += expr[i] switch { ')' => 1, '(' => -1, _ => 0 };
            if (depth < 0)
            {
                calls.Add(CallEnd().Match(expr[..i]).Groups["call"].Value);
                depth = 0;
            }
        }
        return calls;
    }

    [GeneratedRegex(@"(?<![\w:""$])(?<metric>(?:(?:organization|team):)?devsecops_\w+(?::\w+)?|up|(?:process|dotnet)_\w+)\b(?!\s*\()(?:\{(?<matchers>[^}]*)\})?(?:\[(?<range>[^\]]*)\])?")]
    private static partial Regex Metrics();

    /// <summary>A name, maybe with <c>by (...)</c>, before an opening parenthesis.</summary>
    [GeneratedRegex(@"(?<call>[a-z_]+)(?:\s+(?:by|without)\s*\([^)]*\))?\s*$")]
    private static partial Regex CallEnd();
}
