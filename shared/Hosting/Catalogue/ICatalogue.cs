namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>The catalogue in force. A changed file that is wrong leaves the last good one in force.</summary>
public interface ICatalogue
{
    PlatformCatalogue Current { get; }

    /// <summary>Raised after <see cref="Current"/> has changed.</summary>
    event Action<PlatformCatalogue>? Changed;
}
