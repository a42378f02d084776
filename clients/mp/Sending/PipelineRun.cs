namespace MetricsPlatform.Client.Sending;

/// <summary>What a pipeline tells in its environment about the run.</summary>
/// <param name="Id">Tells this run of the job from every other, and is the same when a step of it is tried again; null outside of pipelines that we know.</param>
/// <param name="Branch">Of a pull request a name that is no main branch.</param>
/// <param name="Url">Its page.</param>
internal sealed record PipelineRun(string? Id, string? Commit, string? Branch, string? Url)
{
    /// <summary>GitHub Actions, GitLab CI, Azure Pipelines or Jenkins.</summary>
    public static PipelineRun Of(Func<string, string?> environment)
    {
        string? Get(string name) => environment(name) is { Length: > 0 } value ? value : null;

        return Get("GITHUB_ACTIONS") == "true"
            ? new(
                $"github {Get("GITHUB_REPOSITORY")} {Get("GITHUB_RUN_ID")} {Get("GITHUB_RUN_ATTEMPT")} {Get("GITHUB_JOB")}", Get("GITHUB_SHA"), Get("GITHUB_REF_NAME"),
                $"{Get("GITHUB_SERVER_URL")}/{Get("GITHUB_REPOSITORY")}/actions/runs/{Get("GITHUB_RUN_ID")}")
            : Get("GITLAB_CI") is not null ? new($"gitlab {Get("CI_SERVER_HOST")} {Get("CI_JOB_ID")}", Get("CI_COMMIT_SHA"), Get("CI_COMMIT_REF_NAME"), Get("CI_JOB_URL"))
            : Get("TF_BUILD") is not null
            ? new(
                $"azure {Get("SYSTEM_COLLECTIONURI")} {Get("BUILD_BUILDID")} {Get("SYSTEM_JOBID")} {Get("SYSTEM_JOBATTEMPT")}", Get("BUILD_SOURCEVERSION"),
                WithoutHeads(Get("BUILD_SOURCEBRANCH")),
                Get("SYSTEM_COLLECTIONURI") is { } collection ? $"{collection}{Uri.EscapeDataString(Get("SYSTEM_TEAMPROJECT") ?? "")}/_build/results?buildId={Get("BUILD_BUILDID")}" : null)
            : Get("JENKINS_URL") is { } jenkins ? new($"jenkins {jenkins} {Get("BUILD_TAG")}", Get("GIT_COMMIT"), Get("BRANCH_NAME") ?? WithoutHeads(Get("GIT_BRANCH")), Get("BUILD_URL"))
            : new(null, null, null, null);
    }

    private static string? WithoutHeads(string? reference)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["refs/heads/", "origin/"])
        {
            if (reference?.StartsWith(prefix, StringComparison.Ordinal) == true)
            {
                return reference[prefix.Length..];
            }
        }
        return reference;
    }
}
