namespace MetricsPlatform.Ingestion.Domain.Webhooks;

/// <summary>One kind of sender of webhooks: how it signs, and what it says (docs/webhooks.md).</summary>
public abstract class WebhookSender
{
    /// <summary>As the address and the catalogue call it.</summary>
    public abstract string Name { get; }

    /// <summary>The request comes from somebody who has the secret.</summary>
    public abstract bool IsSigned(WebhookRequest request, string secret);

    /// <summary>What a request says whose signature is right.</summary>
    /// <exception cref="UnreadablePayloadException">While enumerating: it is not what this sender sends.</exception>
    public abstract IEnumerable<ReadItem> Read(WebhookRequest request, WebhookSettings settings);
}
