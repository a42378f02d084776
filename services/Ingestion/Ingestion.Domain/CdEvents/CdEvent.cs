using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.CdEvents;

/// <summary>An event of cdevents.dev 0.4 or 0.5, in the data of a CloudEvent.</summary>
/// <param name="Predicate">What happened: the last word of its type before the version.</param>
/// <param name="Data">With <c>context</c>, <c>subject</c> and <c>customData</c>.</param>
internal sealed record CdEvent(string Predicate, ReportValue Data)
{
    public ReportValue Subject => Data["subject"];

    public ReportValue Content => Data["subject"]["content"];

    /// <summary>What CDEvents has no word for is said there: <c>service</c>, <c>version</c>, <c>commit</c>.</summary>
    public ReportValue Custom => Data["customData"];

    /// <summary>The version of the artifact: the tag of an image, else what its package URL has after the @.</summary>
    public string? Version => Custom["version"].Text ?? VersionOf(Content["artifactId"].Text);

    /// <summary>The id of a thing that the content names.</summary>
    /// <exception cref="UnreadableItemException">It names none.</exception>
    public string IdOf(string thing) => Content[thing]["id"].Text ?? throw new UnreadableItemException("missing_field", "must have an id", Content, thing);

    private static string? VersionOf(string? package)
    {
        if (package is null)
        {
            return null;
        }
        var parts = package.Split('#')[0].Split('?', 2);
        var tag = parts.Length < 2 ? null : parts[1].Split('&').FirstOrDefault(qualifier => qualifier.StartsWith("tag=", StringComparison.OrdinalIgnoreCase))?[4..];
        var at = parts[0].LastIndexOf('@');
        var version = string.IsNullOrEmpty(tag) && at >= 0 ? parts[0][(at + 1)..] : tag;
        return string.IsNullOrEmpty(version) ? null : Uri.UnescapeDataString(version);
    }
}
