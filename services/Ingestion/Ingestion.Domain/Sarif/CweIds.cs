using System.Globalization;
using System.Text.RegularExpressions;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>Weakness numbers in tags and taxa: <c>CWE-79</c>, <c>external/cwe/cwe-079</c>, <c>CWE-601: Open Redirect</c>.</summary>
internal static partial class CweIds
{
    /// <summary>Each number once, in the order of the texts.</summary>
    public static IReadOnlyList<int> Of(params ReadOnlySpan<List<string>> texts)
    {
        List<int>? numbers = null;
        foreach (var list in texts)
        {
            foreach (var text in list)
            {
                var match = Pattern().Match(text);
                if (match.Success && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is > 0 and var number
                    && numbers?.Contains(number) is not true)
                {
                    (numbers ??= []).Add(number);
                }
            }
        }
        return numbers ?? (IReadOnlyList<int>)[];
    }

    /// <summary>Both, each number once.</summary>
    public static IReadOnlyList<int> Union(IReadOnlyList<int> some, IReadOnlyList<int> others) =>
        others.Count == 0 ? some : some.Count == 0 ? others : [.. some.Union(others)];

    [GeneratedRegex(@"\bcwe[-_: ]?([0-9]{1,6})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
