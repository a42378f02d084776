namespace MetricsPlatform.Hosting.Access;

/// <summary>Scopes as people and tables spell them.</summary>
internal static class ScopeWord
{
    public static string Of(Scope scope) => scope.ToString().ToLowerInvariant();

    /// <exception cref="FormatException">The word is none of ours.</exception>
    public static Scope Read(string word) =>
        Enum.GetValues<Scope>().Where(s => Of(s) == word).Select(s => (Scope?)s).FirstOrDefault()
        ?? throw new FormatException($"There is no scope '{word}'; there are {string.Join(", ", Enum.GetValues<Scope>().Select(Of))}.");
}
