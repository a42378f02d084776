using System.Text.RegularExpressions;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Ingestion.Domain.Webhooks;

/// <summary>A workflow, pipeline or build that has ended. It is a deployment if the connection's <c>pipelines</c> say so.</summary>
/// <param name="About">The run by its number.</param>
/// <param name="Outcome">Null: it neither did its work nor failed at it.</param>
internal sealed partial record Pipeline(string About, string? Name, DeploymentOutcome? Outcome)
{
    public required string Version { get; init; }
    public string? Commit { get; init; }

    /// <summary>Branch or tag that it ran for.</summary>
    public string? Ref { get; init; }

    public bool IsTag { get; init; }

    /// <summary>It ran for a pull request or merge request.</summary>
    public bool IsForReview { get; init; }

    /// <summary>A push or a timer started it, nobody on purpose.</summary>
    public bool IsAutomatic { get; init; }

    public DateTimeOffset? At { get; init; }
    public string? Url { get; init; }

    public IEnumerable<Said> Say(Delivery delivery)
    {
        if (Name is null || !delivery.Settings.Pipelines.TryGetValue(Name, out var environment))
        {
            return [Said.Nothing("no_deployment", $"The connection's pipelines do not name '{Name}' as one that deploys.")];
        }
        if (IsForReview || (IsAutomatic && !IsTag && !delivery.Settings.MainBranches(delivery.Service).Contains(Ref)))
        {
            return [Said.Nothing("other_branch", $"'{Name}' ran for {Ref ?? "something"} that is neither a main branch nor a tag.")];
        }
        return Outcome is { } outcome
            ? [new Said(About, At, new ReleaseDeployed(NativeContent.NoHeader, delivery.Service, Version, Commit, environment, outcome, [], Url))]
            : Said.NoChange("It neither succeeded nor failed.");
    }

    /// <summary>A tag that is a version: <c>v1.4</c>, <c>2026.11.3-rc1</c>. What else a ref may be is a branch, under which there are many versions.</summary>
    public static bool IsVersion(string? text) => text is not null && VersionNumber().IsMatch(text);

    [GeneratedRegex(@"^v?[0-9]+(\.[0-9]+)+([-+.][0-9A-Za-z.+-]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionNumber();
}
