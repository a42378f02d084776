using System.Text.RegularExpressions;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.Vex;

/// <summary>The products of a CSAF document by their ids: branches of a tree, a list, and combinations of two.</summary>
internal sealed partial class CsafProducts
{
    private readonly ReportIndex _urls = new("products");
    private readonly ReportIndex _names = new("products");

    public CsafProducts(ReportValue tree)
    {
        Add(tree["branches"], null, null);
        foreach (var product in tree["full_product_names"].Each())
        {
            Add(product, null, null, null);
        }
        foreach (var relation in tree["relationships"].Each())
        {
            // A component of a product is vulnerable, not the product.
            var id = relation["full_product_name"]["product_id"].Text;
            var part = relation["product_reference"].Text;
            _urls.Add(id, UrlOf(relation["full_product_name"]) ?? _urls[part]);
            _names.Add(id, _names[part]);
        }
    }

    /// <summary>The product as a package; null when the document gives no package URL: the service is the product.</summary>
    public string? Package(string product) => _urls[product] is { } url && !PackageUrl.IsImage(url) ? url : null;

    /// <summary>As <see cref="Package"/>, else by its name.</summary>
    /// <exception cref="UnreadableItemException">The document does not explain the id.</exception>
    public string PackageOrName(string product) =>
        Package(product) ?? _names[product] ?? throw new UnreadableItemException("unknown_reference", "affects a product that the document does not list");

    private void Add(ReportValue branches, string? name, string? version)
    {
        foreach (var branch in branches.Each())
        {
            var itsName = branch["category"].Is("product_name") ? branch["name"].Text : name;
            var itsVersion = branch["category"].Is("product_version") ? branch["name"].Text : version;
            Add(branch["product"], itsName, itsVersion, branch["product"]["name"].Text);
            Add(branch["branches"], itsName, itsVersion);
        }
    }

    private void Add(ReportValue product, string? name, string? version, string? fullName)
    {
        _urls.Add(product["product_id"].Text, UrlOf(product));
        var full = NameAndVersion().Match(fullName ?? product["name"].Text ?? "");
        _names.Add(product["product_id"].Text, (name ?? (full.Success ? full.Groups["name"].Value : product["name"].Text)) is { } itsName
            ? PackageUrl.Of(PackageTypes.Generic, itsName, version ?? (full.Success ? full.Groups["version"].Value : null))
            : null);
    }

    private static string? UrlOf(ReportValue product) =>
        PackageUrl.OrNull(product["product_identification_helper"]["purl"].Text)
        ?? product["product_identification_helper"]["purls"].Texts.Select(PackageUrl.OrNull).FirstOrDefault(url => url is not null);

    /// <summary><c>Generic App 1.0.0</c>.</summary>
    [GeneratedRegex(@"^(?<name>.+?) v?(?<version>[0-9]\S*)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NameAndVersion();
}
