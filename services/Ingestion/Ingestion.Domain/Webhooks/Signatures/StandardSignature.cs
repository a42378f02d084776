using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.Signatures;

/// <summary>
/// Standard Webhooks 1.0 (github.com/standard-webhooks/standard-webhooks): <c>webhook-id</c>, <c>webhook-timestamp</c> (seconds since 1970) and
/// <c>webhook-signature</c>, one or several <c>v1,BASE64</c> of HMAC-SHA256 over <c>id.timestamp.body</c>. The secret is <c>whsec_BASE64</c>.
/// </summary>
internal static class StandardSignature
{
    /// <summary>A delivery that is older, or as far ahead, may be a recording that is played again.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(5);

    private const string SecretPrefix = "whsec_";

    public static bool Check(WebhookRequest request, string secret)
    {
        var expected = "v1," + Sign(request, KeyOf(secret));
        var isRight = false;
        foreach (var given in (request.Header("webhook-signature") ?? "").Split(' '))
        {
            isRight |= Secret.IsEqual(given, expected);
        }
        return isRight && request.Header("webhook-id") is { Length: > 0 } && IsOfNow(request);
    }

    private static string Sign(WebhookRequest request, byte[] key)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{request.Header("webhook-id")}.{request.Header("webhook-timestamp")}."));
        request.Body.Position = 0;
        var buffer = new byte[64 << 10];
        for (int read; (read = request.Body.Read(buffer)) > 0;)
        {
            hmac.AppendData(buffer, 0, read);
        }
        return Convert.ToBase64String(hmac.GetHashAndReset());
    }

    private static bool IsOfNow(WebhookRequest request) =>
        long.TryParse(request.Header("webhook-timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(request.Now.ToUnixTimeSeconds() - seconds) <= s_tolerance.TotalSeconds;

    /// <summary>A secret that is not written as the standard says is taken as it is.</summary>
    private static byte[] KeyOf(string secret)
    {
        var text = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) ? key[..length] : Encoding.UTF8.GetBytes(secret);
    }
}
