using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Webhooks.Signatures;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.SonarQube;

/// <summary>SonarQube Server and Cloud: docs.sonarsource.com, Webhooks. There is one event: an analysis has ended.</summary>
internal sealed class SonarQubeSender : EventSender
{
    private const string OnlyEvent = "analysis";

    public override string Name => "sonarqube";

    protected override IReadOnlyDictionary<string, ReadDelivery> Events { get; } = new Dictionary<string, ReadDelivery> { [OnlyEvent] = Analysis.Read };

    public override bool IsSigned(WebhookRequest request, string secret) => HmacSignature.Check(request, "X-Sonar-Webhook-HMAC-SHA256", "", secret);

    protected override string? EventOf(WebhookRequest request, ReportValue payload) => payload["taskId"].Exists ? OnlyEvent : null;

    protected override IEnumerable<string> OriginsOf(ReportValue payload) => payload["project"]["key"].Texts;
}
