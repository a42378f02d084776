using System.Text.Json.Serialization;

namespace MetricsPlatform.Contracts.Ingestion;

/// <summary>A bounded part of one <c>metricsplatform.scan.completed.v1</c>. The scan counts when all its parts are in.</summary>
/// <param name="Part">0-based index of this part.</param>
/// <param name="Parts">How many parts the scan has, at least 1 (a scan without results is one empty part).</param>
public sealed record ScanPart(
    EventHeader Header, string Service, ScanDescription Scan, int Part, int Parts,
    [property: JsonConverter(typeof(PackedListConverter<ScanResult>))] IReadOnlyList<ScanResult> Results)
    : NativeEvent(Header, Service);

/// <summary>What was scanned, by what, how completely.</summary>
/// <param name="Tool">Scanner name, lower case.</param>
/// <param name="Target">What of the service: image, directory, category; empty when there is only one.</param>
/// <param name="Branch">Null counts as a main branch.</param>
/// <param name="Complete">The scan covered its whole scope.</param>
/// <param name="Successful">The tool finished.</param>
public sealed record ScanDescription(
    string Tool, string Target, Stage Stage, string? Version, string? Commit, string? Branch, bool Complete, bool Successful);

/// <summary>One weakness that a scan lists. Which fields a kind needs stands in docs/events.md.</summary>
/// <remarks>
/// <see cref="Severity"/> is always set: a result that came with a CVSS score alone has its level from the score.
/// <see cref="Fingerprint"/> is set only when it stands once in the report; one that stands twice identifies nothing.
/// </remarks>
public sealed record ScanResult
{
    public required FindingKind Kind { get; init; }
    public required string Rule { get; init; }
    public IReadOnlyList<string> Aliases { get; init; } = [];
    public required Severity Severity { get; init; }
    /// <summary>CVSS base score, 0 to 10, where the source gives one.</summary>
    public double? Cvss { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? Help { get; init; }
    public IReadOnlyList<int> Cwe { get; init; } = [];
    /// <summary>Package URL, as the source wrote it.</summary>
    public string? Package { get; init; }
    public string? FixedIn { get; init; }
    public string? Path { get; init; }
    public int? Line { get; init; }
    public string? Resource { get; init; }
    public string? Url { get; init; }
    public string? Method { get; init; }
    public string? Parameter { get; init; }
    public string? Fingerprint { get; init; }
    /// <summary>Hash of the code at the place, for results without a fingerprint: the code tells where a line has moved.</summary>
    public string? ContextHash { get; init; }
    /// <summary>Further places of the same result, for show ("src/a.cs:12").</summary>
    public IReadOnlyList<string> AlsoAt { get; init; } = [];
}
