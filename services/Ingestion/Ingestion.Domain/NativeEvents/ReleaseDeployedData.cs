using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>Data of <c>metricsplatform.release.deployed.v1</c>.</summary>
internal static class ReleaseDeployedData
{
    private const string DefaultEnvironment = "production";

    public static EventBody Read(ref JsonCursor json, ContentHash hash)
    {
        var at = json.TokenOffset;
        string? service = null, version = null, commit = null, environment = null, url = null;
        DeploymentOutcome? outcome = null;
        IReadOnlyList<string> features = [];
        while (json.NextProperty())
        {
            if (json.NameIs("service"u8))
            {
                service = json.Identifier(Fields.NameLength);
            }
            else if (json.NameIs("version"u8))
            {
                version = json.Identifier();
            }
            else if (json.NameIs("commit"u8))
            {
                commit = json.Identifier();
            }
            else if (json.NameIs("environment"u8))
            {
                environment = json.Identifier();
            }
            else if (json.NameIs("outcome"u8))
            {
                outcome = json.Word<DeploymentOutcome>();
            }
            else if (json.NameIs("features"u8))
            {
                features = json.Identifiers();
            }
            else if (json.NameIs("url"u8))
            {
                url = json.Identifier();
            }
            else
            {
                json.Skip();
            }
        }
        var deployed = service.Required(at, "service");
        var release = version.Required(at, "version");
        var where = environment ?? DefaultEnvironment;
        var ended = outcome ?? DeploymentOutcome.Succeeded;
        return EventBody.Of(new ReleaseDeployed(NativeContent.NoHeader, deployed, release, commit, where, ended, features, url), hash);
    }
}
