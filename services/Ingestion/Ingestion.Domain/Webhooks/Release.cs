using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Ingestion.Domain.Webhooks;

/// <summary>A release that was published. It is a deployment if the connection's <c>releases</c> say where to.</summary>
internal static class Release
{
    public static IEnumerable<Said> Say(Delivery delivery, string version, string? commit, DateTimeOffset? at, string? url) =>
        delivery.Settings.Releases is { } environment
            ? [new Said($"releases/{version}", at, new ReleaseDeployed(NativeContent.NoHeader, delivery.Service, version, commit, environment, DeploymentOutcome.Succeeded, [], url))]
            : [Said.Nothing("no_deployment", "A published release is a deployment only if the connection's 'releases' says where to.")];
}
