using MetricsPlatform.Contracts;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.AzureDevOps;

/// <summary>Build completed: a pipeline that deploys has ended.</summary>
internal static class BuildCompleted
{
    private const string Branches = "refs/heads/";
    private const string Tags = "refs/tags/";

    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var build = delivery.Payload["resource"];
        var reference = build["sourceBranch"].Text;
        var reason = build["reason"].Text;
        return new Pipeline($"builds/{build.Required("id")}", build["definition"]["name"].Text, OutcomeOf(build["result"].Text ?? build["status"].Text))
        {
            Version = build.Required("buildNumber"),
            Commit = build["sourceVersion"].Text,
            Ref = reference?.StartsWith(Branches, StringComparison.Ordinal) is true ? reference[Branches.Length..] : reference,
            IsTag = reference?.StartsWith(Tags, StringComparison.Ordinal) is true,
            IsForReview = reason is "pullRequest" or "validateShelveset",
            IsAutomatic = reason is not ("manual" or "userCreated" or "buildCompletion" or "resourceTrigger"),
            At = build["finishTime"].Time,
            Url = build["_links"]["web"]["href"].Text ?? build["url"].Text,
        }.Say(delivery);
    }

    private static DeploymentOutcome? OutcomeOf(string? result) => result switch
    {
        "succeeded" => DeploymentOutcome.Succeeded,
        "failed" => DeploymentOutcome.Failed,
        _ => null,
    };
}
