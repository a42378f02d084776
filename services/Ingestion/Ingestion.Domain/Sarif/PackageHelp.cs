namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>Lines like <c>Fix Version: 1.2</c> that scanners of packages write into texts.</summary>
/// <param name="Package">Its name, with the version beside it, where the message has neither.</param>
internal readonly record struct PackageHelp(string? Type, string? FixedIn, string? Package, string? InstalledVersion)
{
    public static PackageHelp Of(string? text) => text is null || !text.Contains("ersion:", StringComparison.Ordinal)
        ? default
        : new PackageHelp(Line(text, "Type"), Line(text, "Fixed Version") ?? Line(text, "Fix Version"), Line(text, "Package"), Line(text, "Installed Version"));

    /// <summary>What follows the label on the first line that begins with it.</summary>
    public static string? Line(string text, string label)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(label, StringComparison.Ordinal) && line.Length > label.Length && line[label.Length] == ':')
            {
                var value = line[(label.Length + 1)..].Trim();
                return value.IsEmpty || value.Length > 500 ? null : value.ToString();
            }
        }
        return null;
    }
}
