using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>What holds of every result of a report, whatever its format (docs/events.md has what a kind needs).</summary>
internal static class ResultRules
{
    private const int MostAliases = 100;
    private const int MostPlaces = 100;
    private const int MostWeaknesses = 100;

    /// <summary>The result with texts of bounded length.</summary>
    /// <exception cref="UnreadableItemException">It lacks what its kind needs.</exception>
    public static ScanResult Check(ScanResult result)
    {
        var bounded = IsBounded(result) ? result : Bounded(result);
        return Problem(bounded) is { } problem ? throw new UnreadableItemException("missing_field", problem) : bounded;
    }

    /// <summary>Most are, and need no copy.</summary>
    private static bool IsBounded(ScanResult result) =>
        result.Title is null or { Length: <= TextLimits.Title } && result.Description is null or { Length: <= TextLimits.Description }
        && result.Help is null or { Length: <= TextLimits.Help } && result.Cvss is null or (>= 0 and <= 10)
        && result.Cwe.Count <= MostWeaknesses && Are(result.Aliases, MostAliases) && Are(result.AlsoAt, MostPlaces)
        && Identifiers.IsBounded(result.Rule) && Identifiers.IsBounded(result.FixedIn) && Identifiers.IsBounded(result.Path)
        && Identifiers.IsBounded(result.Resource) && Identifiers.IsBounded(result.Url) && Identifiers.IsBounded(result.Method)
        && Identifiers.IsBounded(result.Parameter) && Identifiers.IsBounded(result.Fingerprint) && Identifiers.IsBounded(result.ContextHash);

    private static ScanResult Bounded(ScanResult result) => result with
    {
        Rule = Identifiers.Bounded(result.Rule)!,
        Aliases = Some(result.Aliases, MostAliases),
        Cvss = result.Cvss is >= 0 and <= 10 ? result.Cvss : null,
        Title = TextLimits.Cut(result.Title, TextLimits.Title),
        Description = TextLimits.Cut(result.Description, TextLimits.Description),
        Help = TextLimits.Cut(result.Help, TextLimits.Help),
        Cwe = result.Cwe.Count <= MostWeaknesses ? result.Cwe : [.. result.Cwe.Take(MostWeaknesses)],
        FixedIn = Identifiers.Bounded(result.FixedIn),
        Path = Identifiers.Bounded(result.Path),
        Resource = Identifiers.Bounded(result.Resource),
        Url = Identifiers.Bounded(result.Url),
        Method = Identifiers.Bounded(result.Method),
        Parameter = Identifiers.Bounded(result.Parameter),
        Fingerprint = Identifiers.Bounded(result.Fingerprint),
        ContextHash = Identifiers.Bounded(result.ContextHash),
        AlsoAt = Some(result.AlsoAt, MostPlaces),
    };

    private static string? Problem(ScanResult result) => result switch
    {
        _ when string.IsNullOrWhiteSpace(result.Rule) => "names no rule",
        { Kind: FindingKind.Dependency } when result.Package is not { Length: <= Identifiers.Longest } package || !PackageUrl.IsValid(package) =>
            "names no package",
        { Kind: FindingKind.Code or FindingKind.Secret or FindingKind.Configuration, Path: null } => "names no file",
        { Kind: FindingKind.Dynamic, Url: null } => "names no address",
        _ => null,
    };

    private static bool Are(IReadOnlyList<string> texts, int most) => texts.Count <= most && texts.All(Identifiers.IsBounded);

    private static IReadOnlyList<string> Some(IReadOnlyList<string> texts, int most) =>
        texts.Count == 0 ? texts : [.. texts.Take(most).Select(text => Identifiers.Bounded(text)!)];
}
