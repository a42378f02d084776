using MetricsPlatform.Contracts;

namespace MetricsPlatform.Ingestion.Domain;

public sealed record EventTimes(DateTimeOffset Now, TimeSpan Ahead);

public sealed record ScanQuery(
    string Service, string? Tool, string? Target, Stage Stage, string? Version, string? Commit, string? Branch, bool? Complete,
    DateTimeOffset? Time, FindingKind? Kind = null);

public static class CloudEvents
{
    public static IEnumerable<ReadItem> ReadJson(Stream seekableJson, bool batch, EventTimes times) => throw new NotImplementedException();

    public static IEnumerable<ReadItem> ReadBinary(IReadOnlyDictionary<string, string> ceHeaders, Stream seekableData, EventTimes times) =>
        throw new NotImplementedException();
}

public static class SarifReport
{
    public static IEnumerable<ReadItem> Read(Stream seekableJson, ScanQuery query, DateTimeOffset receivedAt, string source, string id) =>
        throw new NotImplementedException();
}
