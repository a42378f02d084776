using System.Text.Json.Serialization;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Rebuild;

/// <summary>Where a rebuild is. Interrupted: the replica that did it is gone, what served before still does, and it can be started again.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<RebuildState>))]
public enum RebuildState { None, Running, Done, Failed, Interrupted }

/// <summary>The latest rebuild of the read models.</summary>
/// <param name="ServicesTotal">How many services Correlation has; 0 before it has told.</param>
/// <param name="Findings">How many findings the new read models hold so far.</param>
/// <param name="Reason">Why it failed.</param>
public sealed record RebuildStatus(
    RebuildState State, int ServicesDone, int ServicesTotal, long Findings, DateTimeOffset? Started, DateTimeOffset? Finished, string? Reason)
{
    public static readonly RebuildStatus None = new(RebuildState.None, 0, 0, 0, null, null, null);
}
