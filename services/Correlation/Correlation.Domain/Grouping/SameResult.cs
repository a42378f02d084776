using MetricsPlatform.Correlation.Domain.Facts;

namespace MetricsPlatform.Correlation.Domain.Grouping;

/// <summary>Two descriptions are the same result when every field is: what was seen before is not described again.</summary>
public sealed class SameResult : IEqualityComparer<DescribedResult>
{
    public static readonly SameResult Comparer = new();

    public bool Equals(DescribedResult? a, DescribedResult? b) =>
        ReferenceEquals(a, b) || (a is not null && b is not null
            && a.Kind == b.Kind && a.Severity == b.Severity && a.Line == b.Line && Nullable.Equals(a.Cvss, b.Cvss)
            && a.Fingerprint == b.Fingerprint && a.ContextHash == b.ContextHash && a.Path == b.Path && a.Package == b.Package && a.Tool == b.Tool
            && a.Resource == b.Resource && a.Url == b.Url && a.Method == b.Method && a.Parameter == b.Parameter && a.FixedIn == b.FixedIn
            && a.Title == b.Title && a.Description == b.Description && a.Help == b.Help
            && Same(a.Ids, b.Ids) && Same(a.Mentions, b.Mentions) && Same(a.Cwe, b.Cwe) && Same(a.AlsoAt, b.AlsoAt));

    /// <summary>Over what tells most results apart.</summary>
    public int GetHashCode(DescribedResult result)
    {
        var hash = new HashCode();
        hash.Add(result.Tool);
        hash.Add(result.Ids[0]);
        hash.Add(result.Severity);
        hash.Add(result.Package);
        hash.Add(result.Path);
        hash.Add(result.Line);
        hash.Add(result.Resource);
        hash.Add(result.Url);
        hash.Add(result.Parameter);
        hash.Add(result.Fingerprint);
        return hash.ToHashCode();
    }

    private static bool Same<T>(IReadOnlyList<T>? a, IReadOnlyList<T>? b) =>
        ReferenceEquals(a, b) || (a is not null && b is not null && a.Count == b.Count && a.SequenceEqual(b));
}
