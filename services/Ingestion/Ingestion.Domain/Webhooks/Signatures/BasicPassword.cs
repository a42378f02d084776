using System.Text;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.Signatures;

/// <summary><c>Authorization: Basic</c> (RFC 7617), which is all that Azure DevOps has. The secret is <c>user:password</c>.</summary>
internal static class BasicPassword
{
    public static bool Check(WebhookRequest request, string secret) =>
        Secret.IsEqual(request.Header("Authorization"), "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)));
}
