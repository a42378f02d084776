using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MetricsPlatform.Client.Answers;

namespace MetricsPlatform.Client.Commands;

/// <summary>The CloudEvent <c>metricsplatform.release.deployed.v1</c> (docs/events.md).</summary>
internal sealed record DeploymentEvent(string Source, string Id, string Time, Deployment Data)
{
    public string Specversion { get; } = "1.0";
    public string Type { get; } = "metricsplatform.release.deployed.v1";
    public string Datacontenttype { get; } = "application/json";

    /// <param name="id">Null: made of what the event says, so that the same said twice is one deployment.</param>
    public static DeploymentEvent Of(Deployment data, string at, string? source, string? id) => new(
        source ?? $"/ci/{Uri.EscapeDataString(data.Service)}",
        id ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{at} {JsonSerializer.Serialize(data, ClientJson.Default.Deployment)}")))[..32], at, data);

    public string ToJson() => JsonSerializer.Serialize(this, ClientJson.Default.DeploymentEvent);
}

/// <param name="Outcome"><c>succeeded</c>, <c>failed</c> or <c>rolled_back</c>.</param>
/// <param name="Features">Tracker keys of what the release brings.</param>
/// <param name="Url">The pipeline run.</param>
internal sealed record Deployment(string Service, string Version, string Environment, string? Commit, string Outcome, IReadOnlyList<string> Features, string? Url);
