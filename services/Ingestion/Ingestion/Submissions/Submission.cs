using System.Text.Json.Serialization;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Ingestion.Domain;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>What became of a submission or of one item in it.</summary>
public static class SubmissionStatus
{
    /// <summary>In the inbox for good; the KPIs do not show it yet.</summary>
    public const string Accepted = "accepted";

    /// <summary>The KPIs show everything it says.</summary>
    public const string Processed = "processed";

    /// <summary>Was accepted before, with the same content; changes nothing.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>A well-formed event of a type that nothing here uses.</summary>
    public const string Unused = "unused";

    /// <summary>Refused; the error says why.</summary>
    public const string Rejected = "rejected";
}

/// <summary>A submission as its sender sees it.</summary>
/// <param name="Counts">Sum over its items, once it is processed.</param>
/// <param name="Error">Why all of it was refused.</param>
public sealed record Submission(
    Guid Id, string Status, DateTimeOffset ReceivedAt, EventOutcome? Counts, Refusal? Error, IReadOnlyList<SubmissionItem> Items)
{
    /// <summary>The W3C trace of the request and all that followed from it; null when it had none.</summary>
    public string? Trace { get; init; }
}

/// <summary>One event of a submission.</summary>
/// <param name="Index">0-based, in the request's order.</param>
public sealed record SubmissionItem(int Index, string? Source, string? Id, string? Type, string Status)
{
    public string? Service { get; init; }

    /// <summary>Event time.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Of a duplicate: the submission that brought the event first.</summary>
    public Guid? Submission { get; init; }

    /// <summary>What it did, once it is processed.</summary>
    public EventOutcome? Counts { get; init; }

    public Refusal? Error { get; init; }

    /// <summary>Of an unused one that has a type of use: why. Told in the answer to its sender, and not kept.</summary>
    public Refusal? Because { get; init; }

    /// <summary>The dead letter that holds it up: it was taken, and Correlation cannot work it off.</summary>
    public long? DeadLetter { get; init; }

    /// <summary>For a duplicate: where the first one stands.</summary>
    [JsonIgnore]
    public string Standing { get; init; } = Status;
}
