using System.Net;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Webhooks.Signatures;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitHub;

/// <summary>GitHub: docs.github.com/webhooks/webhook-events-and-payloads.</summary>
internal sealed class GitHubSender : EventSender
{
    private const string FormField = "payload=";

    public override string Name => "github";

    protected override IReadOnlyDictionary<string, ReadDelivery> Events { get; } = new Dictionary<string, ReadDelivery>
    {
        ["code_scanning_alert"] = CodeScanningAlert.Read,
        ["dependabot_alert"] = DependabotAlert.Read,
        ["deployment_status"] = DeploymentStatus.Read,
        ["issues"] = Issues.Read,
        ["release"] = ReleasePublished.Read,
        ["secret_scanning_alert"] = SecretScanningAlert.Read,
        ["workflow_run"] = WorkflowRun.Read,
    };

    public override bool IsSigned(WebhookRequest request, string secret) => HmacSignature.Check(request, "X-Hub-Signature-256", "sha256=", secret);

    protected override string? EventOf(WebhookRequest request, ReportValue payload) => request.Header("X-GitHub-Event");

    protected override IEnumerable<string> OriginsOf(ReportValue payload) => payload["repository"]["full_name"].Texts;

    /// <summary>GitHub also sends forms, and did so unless told otherwise for long.</summary>
    protected override Stream PayloadOf(WebhookRequest request)
    {
        if (request.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is not true)
        {
            return request.Body;
        }
        request.Body.Position = 0;
        using var form = new MemoryStream();
        request.Body.CopyTo(form);
        var bytes = form.ToArray();
        var at = bytes.AsSpan().StartsWith("payload="u8) ? FormField.Length : bytes.Length;
        return new MemoryStream(WebUtility.UrlDecodeToBytes(bytes, at, bytes.Length - at)!, writable: false);
    }
}
