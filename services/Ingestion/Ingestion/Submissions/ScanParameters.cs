using System.Globalization;
using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>The query of POST /v1/scans. Unknown parameters are ignored, like unknown fields of events.</summary>
public static class ScanParameters
{
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <exception cref="UnreadablePayloadException">A parameter is missing or wrong; the message names it.</exception>
    public static ScanQuery Parse(IReadOnlyDictionary<string, string> query, EventTimes times)
    {
        foreach (var (name, _) in query.Where(q => q.Value.Contains('\0', StringComparison.Ordinal)))
        {
            throw Invalid(name, "must not contain the character U+0000");
        }
        return new ScanQuery(
            Text("service") ?? throw new UnreadablePayloadException(new("missing_field", "The query parameter 'service' is required: the deployable that was scanned.")),
            Text("tool")?.ToLowerInvariant(), Text("target"), Enumeration<Stage>("stage") ?? Stage.Build, Text("version"), Text("commit"), Text("branch"),
            Flag("complete"), Time("time"), Enumeration<FindingKind>("kind"));

        string? Text(string name) => query.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

        bool? Flag(string name) => Text(name) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            var other => throw Invalid(name, $"is '{other}' but must be true or false"),
        };

        T? Enumeration<T>(string name) where T : struct, Enum
        {
            var values = Enum.GetValues<T>().ToDictionary(v => v.ToString().ToLowerInvariant());
            return Text(name) is not { } text ? null
                : values.TryGetValue(text, out var value) ? value
                : throw Invalid(name, $"is '{text}' but must be one of {string.Join(", ", values.Keys)}");
        }

        DateTimeOffset? Time(string name)
        {
            if (Text(name) is not { } text)
            {
                return null;
            }
            if (!DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                throw Invalid(name, $"is '{text}' but must be an RFC 3339 time with an offset, such as 2026-01-31T12:00:00Z (write + as %2B)");
            }
            return !times.IsFuture(time)
                ? time.ToUniversalTime()
                : throw new UnreadablePayloadException(new("future_time", $"The query parameter '{name}' is {text}, which is ahead of the receiver's clock."));
        }
    }

    private static UnreadablePayloadException Invalid(string name, string problem) =>
        new(new Refusal("invalid_field", $"The query parameter '{name}' {problem}."));
}
