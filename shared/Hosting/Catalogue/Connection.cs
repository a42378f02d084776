using System.Text.RegularExpressions;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>What sends webhooks (docs/webhooks.md).</summary>
public enum ConnectionKind { GitHub, GitLab, Jira, AzureDevOps, SonarQube, Standard }

/// <summary>One sender of webhooks, as the catalogue knows it: <c>POST /v1/webhooks/{kind}/{name}</c>.</summary>
/// <param name="Secrets">One, or two while one is being replaced.</param>
/// <param name="Services">Service by repository or project; <c>acme/*</c> stands for all that begin so, and the service <c>*</c> for the last part of the name.</param>
/// <param name="Pipelines">Environment by the name of the workflow, pipeline or build whose end is a deployment to it.</param>
/// <param name="Releases">Environment that a published release goes to; null: a release is no deployment.</param>
public sealed record Connection(
    string Name, ConnectionKind Kind, IReadOnlyList<SecretReference> Secrets, IReadOnlyDictionary<string, string> Services,
    IReadOnlyDictionary<string, string> Pipelines, string? Releases, TicketRules Tickets);

/// <summary>Which tickets are about vulnerabilities, and about which.</summary>
/// <param name="Labels">A ticket with one of them counts.</param>
/// <param name="Pattern">Finds the ids; null: ids such as CVE and GHSA.</param>
/// <param name="In">Where they are looked for: <c>title</c>, <c>labels</c>, <c>description</c>.</param>
public sealed record TicketRules(IReadOnlyList<string> Labels, Regex? Pattern, IReadOnlyList<string> In)
{
    public static readonly IReadOnlyList<string> Places = ["title", "labels", "description"];

    public static readonly TicketRules Default = new(["security"], null, ["title", "labels"]);
}
