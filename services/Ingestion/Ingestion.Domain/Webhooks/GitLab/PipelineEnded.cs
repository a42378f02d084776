using MetricsPlatform.Contracts;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitLab;

/// <summary>Pipeline event: a pipeline that deploys, told by its <c>workflow:name</c>, has ended.</summary>
internal static class PipelineEnded
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var pipeline = delivery.Payload["object_attributes"];
        var commit = pipeline.Required("sha");
        var isTag = pipeline["tag"].Is("true");
        var started = pipeline["source"].Text;
        return new Pipeline($"pipelines/{pipeline.Required("id")}", pipeline["name"].Text, OutcomeOf(pipeline["status"].Text))
        {
            Version = isTag ? pipeline["ref"].Text ?? commit : commit,
            Commit = commit,
            Ref = pipeline["ref"].Text,
            IsTag = isTag,
            IsForReview = started is "merge_request_event" or "external_pull_request_event",
            IsAutomatic = started is null or "push" or "schedule",
            At = pipeline["finished_at"].Time,
            Url = pipeline["url"].Text,
        }.Say(delivery);
    }

    private static DeploymentOutcome? OutcomeOf(string? status) => status switch
    {
        "success" => DeploymentOutcome.Succeeded,
        "failed" => DeploymentOutcome.Failed,
        _ => null,
    };
}
