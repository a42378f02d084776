using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.CdEvents;

/// <summary><c>service.deployed</c>, <c>service.upgraded</c>, <c>service.rolledback</c>.</summary>
internal static class ServiceDeployed
{
    public static NativeEvent Say(CdEvent told) => new ReleaseDeployed(
        NativeContent.NoHeader, told.Custom["service"].Text ?? told.Subject.Required("id"),
        told.Version ?? throw new UnreadableItemException("missing_field", "must be a package URL with a version", told.Content, "artifactId"),
        told.Custom["commit"].Text, told.IdOf("environment"),
        told.Predicate == "rolledback" ? DeploymentOutcome.RolledBack : DeploymentOutcome.Succeeded, [], null);
}
