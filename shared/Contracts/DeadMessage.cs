namespace MetricsPlatform.Contracts;

/// <summary>A message that a consumer gave up. Ingestion keeps it until somebody sends it again; nothing of it is lost.</summary>
/// <param name="Queue">Address of the queue where it lay, and where it goes when it is sent again.</param>
/// <param name="MessageId">The bus's name for it; null when it has none that can be read.</param>
/// <param name="Origin">Where it is in the inbox, as the relay wrote it into its headers; null when it does not come from there.</param>
/// <param name="Reason">One of <see cref="DeadReason"/>.</param>
/// <param name="Error">What went wrong, for people.</param>
/// <param name="Body">As it came.</param>
/// <param name="At">When it was given up, UTC.</param>
public sealed record DeadMessage(
    string Queue, string? MessageId, string? Origin, string Reason, string Error, string? ContentType, byte[] Body, DateTimeOffset At);

/// <summary>Why a message was given up; words for metrics and people.</summary>
public static class DeadReason
{
    /// <summary>It is no message that this version can read.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>It can be read, and nobody at its queue hears such messages.</summary>
    public const string Unexpected = "unexpected";

    /// <summary>Its consumer failed each time.</summary>
    public const string Failed = "failed";

    /// <summary>It was delivered again and again, and each time the process or its connection ended.</summary>
    public const string DeliveredTooOften = "delivered_too_often";
}
