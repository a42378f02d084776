using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.AzureDevOps;

/// <summary>Release deployment completed: a stage of a classic release pipeline has ended. The stage's name is the environment.</summary>
internal static class DeploymentCompleted
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var resource = delivery.Payload["resource"];
        var stage = resource["environment"];
        if (OutcomeOf(stage["status"].Text) is not { } outcome)
        {
            return Said.NoChange($"A deployment that is '{stage["status"].Text}' has neither succeeded nor failed.");
        }
        var release = stage["release"].Exists ? stage["release"] : resource["deployment"]["release"];
        return
        [
            new Said($"releases/{release["id"].Text}/{stage["id"].Text}", resource["deployment"]["completedOn"].Time ?? delivery.Payload["createdDate"].Time, new ReleaseDeployed(
                NativeContent.NoHeader, delivery.Service, release.Required("name"), null, stage.Required("name"), outcome, [], release["_links"]["web"]["href"].Text)),
        ];
    }

    private static DeploymentOutcome? OutcomeOf(string? status) => status switch
    {
        "succeeded" => DeploymentOutcome.Succeeded,
        "rejected" or "failed" => DeploymentOutcome.Failed,
        _ => null,
    };
}
