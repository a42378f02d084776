namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>Names of container images (distribution reference): <c>registry:5000/shop/web:1.2@sha256:…</c>.</summary>
internal static class ImageName
{
    /// <summary>The image without tag and digest, which change with each build: what a scan's target is called.</summary>
    public static string Repository(string image)
    {
        var digest = image.IndexOf('@', StringComparison.Ordinal);
        var name = digest < 0 ? image : image[..digest];
        var tag = name.LastIndexOf(':');
        return tag > name.LastIndexOf('/') ? name[..tag] : name;
    }
}
