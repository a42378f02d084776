using System.Security.Cryptography;
using System.Text;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.Signatures;

/// <summary>HMAC-SHA256 of the body in hexadecimal digits, in a header.</summary>
/// <remarks>
/// GitHub and Jira: <c>X-Hub-Signature-256: sha256=…</c>, <c>X-Hub-Signature: sha256=…</c>
/// (docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries, developer.atlassian.com/cloud/jira/platform/webhooks).
/// SonarQube: <c>X-Sonar-Webhook-HMAC-SHA256: …</c> (docs.sonarsource.com, Webhooks, Securing your webhooks).
/// </remarks>
internal static class HmacSignature
{
    public static bool Check(WebhookRequest request, string header, string prefix, string secret)
    {
        request.Body.Position = 0;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), request.Body);
        return Secret.IsEqual(request.Header(header)?.ToLowerInvariant(), prefix + Convert.ToHexStringLower(expected));
    }
}
