using System.Globalization;

namespace MetricsPlatform.Ingestion.Relay;

/// <summary>Where a message is in the inbox.</summary>
/// <param name="Submission">With <paramref name="Index"/> the event's place.</param>
/// <param name="Part">0-based index of the message among those of its event.</param>
public sealed record InboxPlace(Guid Submission, int Index, int Part)
{
    /// <summary>Null for what <see cref="ToString"/> has not written.</summary>
    public static InboxPlace? Parse(string? text) =>
        text?.Split('/') is [var submission, var index, var part]
        && Guid.TryParse(submission, out var id) && int.TryParse(index, CultureInfo.InvariantCulture, out var i) && int.TryParse(part, CultureInfo.InvariantCulture, out var p)
            ? new(id, i, p)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Submission}/{Index}/{Part}");
}
