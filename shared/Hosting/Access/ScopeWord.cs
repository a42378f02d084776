namespace MetricsPlatform.Hosting.Access;

/// <summary>Scopes as people and tables spell them.</summary>
internal static class ScopeWord
{
    private static readonly Dictionary<string, Scope> Words = Enum.GetValues<Scope>().ToDictionary(Of, StringComparer.Ordinal);

    public static string Of(Scope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>Null: the word is none of ours; a newer version may know it.</summary>
    public static Scope? Find(string word) => Words.TryGetValue(word, out var scope) ? scope : null;

    /// <exception cref="FormatException">The word is none of ours.</exception>
    public static Scope Read(string word) => Find(word) ?? throw new FormatException($"There is no scope '{word}'; there are {string.Join(", ", Words.Keys)}.");
}
