using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Webhooks.Signatures;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.Standard;

/// <summary>Standard Webhooks (standardwebhooks.com) with the events of docs/events.md, one or a batch, in structured mode.</summary>
internal sealed class StandardSender : WebhookSender
{
    public override string Name => "standard";

    public override bool IsSigned(WebhookRequest request, string secret) => StandardSignature.Check(request, secret);

    public override IEnumerable<ReadItem> Read(WebhookRequest request, WebhookSettings settings) =>
        CloudEvents.ReadJson(request.Body, CloudEvents.IsBatch(request.Body), new EventTimes(request.Now, request.Ahead)).Select(item => Mapped(item, settings));

    /// <summary>A sender is trusted with the services that its connection names, or with all when it names none.</summary>
    private static ReadItem Mapped(ReadItem item, WebhookSettings settings) =>
        item is AcceptedItem { Service: var service } && settings.Services.Count > 0 && settings.ServiceOf([service]) != service
            ? new RefusedItem(item.Index, item.Source, item.Id, item.Type, new("other_service", $"The connection is not for service '{service}'."))
            : item;
}
