using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitLab;

/// <summary>Deployment event: a job with an <c>environment</c> succeeded or failed.</summary>
internal static class Deployment
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var payload = delivery.Payload;
        if (OutcomeOf(payload["status"].Text) is not { } outcome)
        {
            return Said.NoChange($"A deployment that is '{payload["status"].Text}' has neither succeeded nor failed.");
        }
        // Only the address has the whole commit.
        var commit = payload["commit_url"].Text is { } url ? url[(url.LastIndexOf('/') + 1)..] : payload.Required("short_sha");
        return
        [
            new Said($"deployments/{payload.Required("deployment_id")}", payload["status_changed_at"].Time, new ReleaseDeployed(
                NativeContent.NoHeader, delivery.Service, Pipeline.IsVersion(payload["ref"].Text) ? payload["ref"].Text! : commit, commit,
                payload.Required("environment"), outcome, [], payload["deployable_url"].Text)),
        ];
    }

    private static DeploymentOutcome? OutcomeOf(string? status) => status switch
    {
        "success" => DeploymentOutcome.Succeeded,
        "failed" => DeploymentOutcome.Failed,
        _ => null,
    };
}
