using MetricsPlatform.Contracts;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitHub;

/// <summary><c>workflow_run</c>: a workflow of GitHub Actions that deploys has ended.</summary>
internal static class WorkflowRun
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var run = delivery.Payload["workflow_run"];
        if (!delivery.Payload["action"].Is("completed"))
        {
            return Said.NoChange("The run has not ended.");
        }
        var commit = run.Required("head_sha");
        var reference = run["head_branch"].Text;
        var started = run["event"].Text;
        var isVersion = Pipeline.IsVersion(reference);
        return new Pipeline($"runs/{run.Required("id")}", run["name"].Text, OutcomeOf(run["conclusion"].Text))
        {
            Version = isVersion ? reference! : commit,
            Commit = commit,
            Ref = reference,
            // GitHub calls a tag head_branch too.
            IsTag = isVersion,
            IsForReview = started?.StartsWith("pull_request", StringComparison.Ordinal) is true,
            IsAutomatic = started is "push" or "schedule",
            At = run["updated_at"].Time,
            Url = run["html_url"].Text,
        }.Say(delivery);
    }

    private static DeploymentOutcome? OutcomeOf(string? conclusion) => conclusion switch
    {
        "success" => DeploymentOutcome.Succeeded,
        "failure" or "timed_out" or "startup_failure" => DeploymentOutcome.Failed,
        _ => null,
    };
}
