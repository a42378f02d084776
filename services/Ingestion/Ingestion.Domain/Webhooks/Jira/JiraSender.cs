using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Webhooks.Signatures;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.Jira;

/// <summary>Jira Cloud and Data Center: developer.atlassian.com/cloud/jira/platform/webhooks. Signed by WebSub's <c>X-Hub-Signature</c>.</summary>
internal sealed class JiraSender : EventSender
{
    public override string Name => "jira";

    protected override IReadOnlyDictionary<string, ReadDelivery> Events { get; } = new Dictionary<string, ReadDelivery>
    {
        ["jira:issue_created"] = Issue.Read,
        ["jira:issue_updated"] = Issue.Read,
        ["jira:issue_deleted"] = Issue.Read,
    };

    public override bool IsSigned(WebhookRequest request, string secret) => HmacSignature.Check(request, "X-Hub-Signature", "sha256=", secret);

    protected override string? EventOf(WebhookRequest request, ReportValue payload) => payload["webhookEvent"].Text;

    /// <summary>A project may hold several services, told apart by component: <c>PAY/checkout</c> before <c>PAY</c>.</summary>
    protected override IEnumerable<string> OriginsOf(ReportValue payload)
    {
        var fields = payload["issue"]["fields"];
        return fields["project"]["key"].Text is { } project
            ? fields["components"].Each().Select(component => component["name"].Text).OfType<string>().Select(name => $"{project}/{name}").Append(project)
            : [];
    }
}
