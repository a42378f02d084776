using MetricsPlatform.Hosting.Access.Keys;
using Prometheus;

namespace MetricsPlatform.Hosting.Access;

/// <summary>What <c>/metrics</c> says of keys and tokens.</summary>
internal static class AccessMetrics
{
    private static readonly Counter Refusals = Metrics.CreateCounter(
        "devsecops_requests_refused_total", "Requests refused for want of a key or token, a scope or a service.", "reason");

    private static readonly Counter LimitedRequests = Metrics.CreateCounter(
        "devsecops_requests_limited_total", "Requests that were told to come later, by the limit that they met.", "limit");

    private static readonly Gauge Expiry = Metrics.CreateGauge(
        "devsecops_key_expiry_timestamp_seconds", "When the last active key of a name expires; keys that never do are left out.", "key");

    public static void Refused(string reason) => Refusals.WithLabels(reason).Inc();

    public static void Limited(string limit) => LimitedRequests.WithLabels(limit).Inc();

    public static void Known(IEnumerable<ApiKey> active)
    {
        var last = active.GroupBy(k => k.Name).Where(g => g.All(k => k.ExpiresAt is not null)).ToDictionary(g => g.Key, g => g.Max(k => k.ExpiresAt!.Value));
        foreach (var gone in Expiry.GetAllLabelValues().Where(labels => !last.ContainsKey(labels[0])).ToList())
        {
            Expiry.RemoveLabelled(gone);
        }
        foreach (var (name, at) in last)
        {
            Expiry.WithLabels(name).Set(at.ToUnixTimeSeconds());
        }
    }
}

/// <summary>Why a request was refused, as a label.</summary>
internal static class RefusalReason
{
    public const string NoKey = "no_key";
    public const string UnknownKey = "unknown_key";
    public const string ExpiredKey = "expired_key";
    public const string RevokedKey = "revoked_key";
    public const string KeyStoreAway = "key_store_away";
    public const string InvalidToken = "invalid_token";
    public const string ExpiredToken = "expired_token";
    public const string IssuerAway = "issuer_away";
    public const string SignInFailed = "sign_in_failed";
    public const string NoGrant = "no_grant";
    public const string MissingScope = "missing_scope";
    public const string OtherService = "other_service";
}
