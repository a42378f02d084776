using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.CycloneDx;

/// <summary>What a document's references mean.</summary>
/// <param name="product">What the document is about.</param>
internal sealed class Bom(ReportValue product, Func<IEnumerable<ReportValue>> components)
{
    private readonly Lazy<ReportIndex> _packages = new(() => Index(components()));

    /// <summary>
    /// The package URL behind a <c>bom-ref</c>; null when it is no package. Of a reference into another document
    /// (<c>urn:cdx:serial/version#ref</c>) the reference itself may be a package URL.
    /// </summary>
    public string? Package(string reference) =>
        _packages.Value[reference]
        ?? PackageUrl.OrNull(reference)
        ?? (reference.IndexOf('#', StringComparison.Ordinal) is > 0 and var end ? PackageUrl.OrNull(Uri.UnescapeDataString(reference[(end + 1)..])) : null);

    /// <summary>The product itself, or a part of a document that is not this one.</summary>
    public bool IsProduct(string reference) => reference == product["bom-ref"].Text || reference.StartsWith("urn:cdx:", StringComparison.OrdinalIgnoreCase);

    /// <summary>A component that a document without components names: <c>maven:com.h2database:h2:2.1.210:</c>, or a name alone.</summary>
    public static string PackageNamed(string reference) =>
        reference.Split(':', StringSplitOptions.RemoveEmptyEntries) is [var word, .. { Length: > 1 } names, var version] && PackageTypes.OfWord(word) is { } type
            ? PackageUrl.Of(type, string.Join(type == "maven" ? ':' : '/', names), version)
            : PackageUrl.Of(PackageTypes.Generic, reference, null);

    private static ReportIndex Index(IEnumerable<ReportValue> components)
    {
        var index = new ReportIndex("components");
        foreach (var component in components)
        {
            index.Add(component["bom-ref"].Text ?? component["purl"].Text, UrlOf(component));
        }
        return index;
    }

    /// <summary>Without a package URL of its own its names are compared: <c>group</c> is the namespace.</summary>
    public static string? UrlOf(ReportValue component) =>
        PackageUrl.OrNull(component["purl"].Text)
        ?? (component["name"].Text is { } name
            ? PackageUrl.Of(PackageTypes.Generic, component["group"].Text is { } group ? $"{group}/{name}" : name, component["version"].Text)
            : null);
}
