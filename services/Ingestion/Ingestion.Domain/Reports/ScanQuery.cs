using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>What the request of a report says about the scan; what it does not say, the report may.</summary>
/// <param name="Complete">Null counts as complete.</param>
/// <param name="Format">Name of the report's format; null when the content should tell.</param>
/// <param name="Kind">The kind of every result, where it should not be told from the result (docs/http.md).</param>
public sealed record ScanQuery(
    string Service, string? Tool = null, string? Target = null, Stage Stage = Stage.Build, string? Version = null, string? Commit = null,
    string? Branch = null, bool? Complete = null, DateTimeOffset? Time = null, FindingKind? Kind = null, string? Format = null)
{
    /// <summary>Reads the query's parameters; an empty one counts as absent.</summary>
    /// <param name="parameter">A parameter's value by its name, or null.</param>
    /// <returns>The query, or why it is refused.</returns>
    public static (ScanQuery? Query, Refusal? Refusal) Parse(Func<string, string?> parameter)
    {
        try
        {
            string? Text(string name, int limit = Fields.IdentifierLength) => Checked(name, parameter(name), limit);
            return (new ScanQuery(
                Text("service", Fields.NameLength) ?? throw Refused("missing_field", "service", "is required"),
                Text("tool", Fields.NameLength)?.ToLowerInvariant(),
                Text("target"),
                Word<Stage>("stage", Text("stage")) ?? Stage.Build,
                Text("version"),
                Text("commit"),
                Text("branch"),
                Flag("complete", Text("complete")),
                Instant("time", Text("time")),
                Word<FindingKind>("kind", Text("kind")),
                Text("format", Fields.NameLength)?.ToLowerInvariant()), null);
        }
        catch (EventRefusedException refused)
        {
            return (null, refused.Refusal);
        }
    }

    private static string? Checked(string name, string? text, int limit)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        return text.Length <= limit && !text.Any(char.IsControl) && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw Invalid(name, $"must have 1 to {limit:N0} characters, none of them a control character");
    }

    private static T? Word<T>(string name, string? text)
        where T : struct, Enum =>
        text is null ? null : Words<T>.Find(text) ?? throw Invalid(name, $"must be one of {Words<T>.All}");

    private static bool? Flag(string name, string? text) => text switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw Invalid(name, "must be true or false"),
    };

    private static DateTimeOffset? Instant(string name, string? text)
    {
        if (text is null)
        {
            return null;
        }
        // A plus that was not percent-encoded has become a space.
        return Rfc3339.TryParse(text.Length > 10 ? text[..10] + text[10..].Replace(' ', '+') : text, out var instant)
            ? instant
            : throw Invalid(name, "must be a time as RFC 3339 writes it, with an offset");
    }

    private static EventRefusedException Invalid(string name, string problem) => Refused("invalid_field", name, problem);

    private static EventRefusedException Refused(string reason, string name, string problem) =>
        new(new Refusal(reason, $"The query parameter '{name}' {problem}."));
}
