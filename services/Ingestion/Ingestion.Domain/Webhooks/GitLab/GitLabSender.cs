using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Webhooks.Signatures;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitLab;

/// <summary>GitLab: docs.gitlab.com/user/project/integrations/webhook_events. It shows a token, and signs nothing.</summary>
internal sealed class GitLabSender : EventSender
{
    public override string Name => "gitlab";

    protected override IReadOnlyDictionary<string, ReadDelivery> Events { get; } = new Dictionary<string, ReadDelivery>
    {
        ["deployment"] = Deployment.Read,
        ["issue"] = Issue.Read,
        ["work_item"] = Issue.Read,
        ["pipeline"] = PipelineEnded.Read,
        ["release"] = ReleaseCreated.Read,
        ["vulnerability"] = Vulnerability.Read,
    };

    public override bool IsSigned(WebhookRequest request, string secret) => Secret.IsEqual(request.Header("X-Gitlab-Token"), secret);

    protected override string? EventOf(WebhookRequest request, ReportValue payload) => payload["object_kind"].Text;

    protected override IEnumerable<string> OriginsOf(ReportValue payload)
    {
        if (payload["project"]["path_with_namespace"].Text is { } path)
        {
            return [path];
        }
        // A vulnerability has an address and no project: https://gitlab.example/group/project/-/security/vulnerabilities/1
        return Uri.TryCreate(payload["object_attributes"]["url"].Text, UriKind.Absolute, out var url)
            && url.AbsolutePath.IndexOf("/-/", StringComparison.Ordinal) is > 0 and var end ? [url.AbsolutePath[1..end]] : [];
    }
}
