using System.Text.Json.Serialization;

namespace MetricsPlatform.Client.Answers;

/// <summary>What became of a submission, as <c>GET /v1/submissions/{id}</c> tells it (docs/http.md).</summary>
internal sealed record Submission(Guid Id, string Status)
{
    public const string Accepted = "accepted";
    public const string Duplicate = "duplicate";
    public const string Rejected = "rejected";

    /// <summary>Null before it is processed.</summary>
    public Counts? Counts { get; init; }

    public IReadOnlyList<Item> Items { get; init; } = [];
}

/// <summary>One event of a submission.</summary>
/// <param name="Index">0-based, in the order of the request.</param>
internal sealed record Item(int Index, string Status)
{
    public string? Service { get; init; }
    public string? Type { get; init; }

    /// <summary>Of a repeat: the submission that brought it first.</summary>
    public Guid? Submission { get; init; }

    public Refusal? Error { get; init; }
    public Refusal? Because { get; init; }

    /// <summary>A consumer gave it up; somebody has to drive it again.</summary>
    public long? DeadLetter { get; init; }
}

/// <summary>Why something was refused, and where in it: a JSON pointer or a 1-based line.</summary>
internal sealed record Refusal(string Reason, string Message, string? Pointer = null, long? Line = null);

/// <summary>What a submission did, counted in findings; <paramref name="Results"/> in results of the report.</summary>
internal sealed record Counts(int Results, int New, int Reopened, int Cleared, int Unchanged)
{
    /// <summary>Null when nothing changed.</summary>
    public IReadOnlyList<SeverityCounts>? Severities { get; init; }

    /// <summary>The worst of what is new or reopened.</summary>
    public IReadOnlyList<RisenFinding>? Risen { get; init; }
}

internal sealed record SeverityCounts(Severity Severity, int New, int Reopened, int Cleared);

internal sealed record RisenFinding(string Id, bool Reopened, Severity Severity, string Rule, string? Title, string? Place);

[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
internal enum Severity
{
    [JsonStringEnumMemberName("info")] Info,
    [JsonStringEnumMemberName("low")] Low,
    [JsonStringEnumMemberName("medium")] Medium,
    [JsonStringEnumMemberName("high")] High,
    [JsonStringEnumMemberName("critical")] Critical,
}

/// <summary>An answer that is none: problem details (RFC 9457) with the platform's extensions.</summary>
internal sealed record Problem(string? Title, string? Detail, string? Reason, string? Scope, string? Pointer, long? Line)
{
    /// <summary>Each event that was refused.</summary>
    public IReadOnlyList<Item>? Items { get; init; }
}

/// <summary>What the platform and GitHub's token service write, without reflection: the program is trimmed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Submission))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Sending.GitHubToken))]
[JsonSerializable(typeof(Output.JsonOutcome))]
[JsonSerializable(typeof(Commands.DeploymentEvent))]
[JsonSerializable(typeof(Commands.Deployment))]
internal sealed partial class ClientJson : JsonSerializerContext;
