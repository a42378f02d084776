using System.Globalization;
using System.Text.RegularExpressions;

namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>Weakness numbers as tools write them: <c>CWE-79</c>, <c>external/cwe/cwe-079</c>, <c>CWE-601: Open Redirect</c>.</summary>
internal static partial class CweIds
{
    /// <summary>Each number once, in the order of the texts.</summary>
    /// <param name="texts">Tags and the like, of which some may name a weakness.</param>
    public static IReadOnlyList<int> Of(params ReadOnlySpan<IEnumerable<string>> texts)
    {
        List<int>? numbers = null;
        foreach (var list in texts)
        {
            foreach (var text in list)
            {
                Add(ref numbers, Pattern().Match(text));
            }
        }
        return numbers ?? (IReadOnlyList<int>)[];
    }

    /// <summary>As <see cref="Of"/>, for fields that hold nothing but weaknesses, where a bare number is one too.</summary>
    public static IReadOnlyList<int> OfField(IEnumerable<string> texts)
    {
        List<int>? numbers = null;
        foreach (var text in texts)
        {
            Add(ref numbers, Bare().Match(text) is { Success: true } bare ? bare : Pattern().Match(text));
        }
        return numbers ?? (IReadOnlyList<int>)[];
    }

    /// <summary>Both, each number once.</summary>
    public static IReadOnlyList<int> Union(IReadOnlyList<int> some, IReadOnlyList<int> others) =>
        others.Count == 0 ? some : some.Count == 0 ? others : [.. some.Union(others)];

    private static void Add(ref List<int>? numbers, Match match)
    {
        if (match.Success && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is > 0 and var number
            && numbers?.Contains(number) is not true)
        {
            (numbers ??= []).Add(number);
        }
    }

    [GeneratedRegex(@"\bcwe[-_: ]?([0-9]{1,6})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^([0-9]{1,6})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();
}
