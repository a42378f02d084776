using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitHub;

/// <summary><c>deployment_status</c>: a deployment succeeded or failed.</summary>
internal static class DeploymentStatus
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var deployment = delivery.Payload["deployment"];
        var status = delivery.Payload["deployment_status"];
        if (OutcomeOf(status["state"].Text) is not { } outcome)
        {
            return Said.NoChange($"A deployment that is '{status["state"].Text}' has neither succeeded nor failed.");
        }
        var commit = deployment.Required("sha");
        var tag = Pipeline.IsVersion(deployment["ref"].Text) ? deployment["ref"].Text : null;
        return
        [
            new Said($"deployments/{deployment.Required("id")}", status["created_at"].Time, new ReleaseDeployed(
                NativeContent.NoHeader, delivery.Service, deployment["payload"]["version"].Text ?? tag ?? commit, commit,
                status["environment"].Text ?? deployment.Required("environment"), outcome, [], status.First("log_url", "target_url"))),
        ];
    }

    private static DeploymentOutcome? OutcomeOf(string? state) => state switch
    {
        "success" => DeploymentOutcome.Succeeded,
        "failure" or "error" => DeploymentOutcome.Failed,
        _ => null,
    };
}
