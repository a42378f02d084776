namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>A catalogue that cannot be used, with everything that is wrong with it.</summary>
/// <param name="errors">Each one line: <c>file:line:column: what is wrong and what is allowed</c>.</param>
public sealed class CatalogueException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
