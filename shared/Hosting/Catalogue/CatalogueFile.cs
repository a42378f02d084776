using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>The catalogue as its file says it, or said it when it was last right.</summary>
public sealed class CatalogueFile : ICatalogue
{
    private static readonly Counter ReloadErrors = Metrics.CreateCounter(
        "devsecops_catalogue_reload_errors_total", "Changed catalogue files that were refused; the last good one stays in force.");

    private readonly string path;
    private readonly ILogger<CatalogueFile> logger;
    private string seen;

    /// <param name="path">The file, wherever it is mounted.</param>
    /// <param name="required">False: until the file exists, <see cref="PlatformCatalogue.Default"/> is in force.</param>
    /// <exception cref="CatalogueException">The file is wrong, unreadable, or required and missing.</exception>
    public CatalogueFile(string path, bool required, ILogger<CatalogueFile> logger)
    {
        this.path = path;
        this.logger = logger;
        var contents = Look();
        seen = contents.Fingerprint;
        Current = required || File.Exists(path) ? Read(contents) : PlatformCatalogue.Default;
        ReloadErrors.Publish();   // from the start, as 0: Prometheus sees no increase in a counter that begins at 1
    }

    public PlatformCatalogue Current { get; private set; }

    public event Action<PlatformCatalogue>? Changed;

    /// <summary>Looks at the file again. One caller at a time.</summary>
    /// <remarks>Compares contents: a Kubernetes ConfigMap changes by swapping links, which times and file events miss.</remarks>
    public void Refresh()
    {
        var contents = Look();
        if (contents.Fingerprint == seen)
        {
            return;
        }
        seen = contents.Fingerprint;
        try
        {
            Current = Read(contents);
        }
        catch (CatalogueException e)
        {
            ReloadErrors.Inc();
            logger.LogError("The changed catalogue is refused, the last good one stays in force: {Errors}", e.Message);
            return;
        }
        logger.LogInformation("The catalogue in {Path} has changed: {Services} services, {Teams} teams", path, Current.Services.Count, Current.Teams.Count);
        Changed?.Invoke(Current);
    }

    private PlatformCatalogue Read(Contents contents) => contents.Text is { } text
        ? CatalogueReader.Read(text, Path.GetFileName(path))
        : throw new CatalogueException([$"{path}: the catalogue cannot be read: {contents.Fingerprint}"]);

    private Contents Look()
    {
        try
        {
            var text = File.ReadAllText(path);
            return new Contents(Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))), text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Contents(e.Message, null);
        }
    }

    /// <param name="Fingerprint">Hash of the text, or why there is none.</param>
    private readonly record struct Contents(string Fingerprint, string? Text);
}
