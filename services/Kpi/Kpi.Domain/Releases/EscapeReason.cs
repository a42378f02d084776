using System.Text.Json.Serialization;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain;

/// <summary>Why a high-severity finding reached production with a release (docs/metrics.md §9).</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<EscapeReason>))]
public enum EscapeReason
{
    /// <summary>The release was scanned for such findings before, and nothing was found.</summary>
    Missed,

    /// <summary>No complete and successful scan of the release looked for such findings before.</summary>
    NotScanned,

    /// <summary>The tool that found it had scanned the release before: what became known since is the vulnerability.</summary>
    DisclosedAfterDeployment,

    /// <summary>It stood open when the release went to production.</summary>
    KnownAndShipped,
}
