using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>A report read anew, in place of what an earlier reading made of it (docs/decisions/0070).</summary>
public static class ReportReplay
{
    /// <summary>Source of the withdrawals of what earlier readings made.</summary>
    public const string Source = "/v1/replays";

    private const string Reason = "The report was read anew.";

    /// <param name="reading">Number of this reading: the one at the report's arrival is 0.</param>
    /// <param name="receivedAt">When the report came: what told no time then has the same one now.</param>
    /// <param name="id">Of the first scan at the first reading.</param>
    /// <param name="standing">Scans and decisions of the reading that stands, in their order.</param>
    /// <returns>Nothing when it says the same as the reading that stands.</returns>
    /// <exception cref="UnreadablePayloadException">It is refused now.</exception>
    public static IReadOnlyList<ReadItem> Read(
        Stream report, ScanQuery query, DateTimeOffset receivedAt, string source, string id, int reading, IReadOnlyList<StandingEvent> standing, string? by)
    {
        var items = ScanReport.Read(report, query, receivedAt, source, $"{id}~{reading}").ToList();
        var says = items.OfType<AcceptedItem>().ToList();
        if (says.Count == standing.Count && says.Zip(standing).All(pair => pair.First.ContentHash.Span.SequenceEqual(pair.Second.ContentHash.Span)))
        {
            return [];
        }
        var withdrawals = standing.Where(one => one.Type == EventTypes.ScanCompleted).Select(one => Withdrawal(one, reading, by));
        return [.. withdrawals.Concat(items).Select((item, index) => item with { Index = index })];
    }

    private static AcceptedItem Withdrawal(StandingEvent scan, int reading, string? by)
    {
        using var hash = new ContentHash();
        hash.Add("type", EventTypes.ScanWithdrawn).Add("service", scan.Service).Add("source", scan.Source).Add("id", scan.Id);
        return new AcceptedItem(
            0, Source, $"{scan.Id}~{reading}", EventTypes.ScanWithdrawn, scan.Time, scan.Service, hash.Finish(),
            header => [new ScanWithdrawn(header, scan.Service, scan.Source, scan.Id, Reason, by)]);
    }
}

/// <summary>An event that an earlier reading of a report made.</summary>
public sealed record StandingEvent(string Source, string Id, string Type, DateTimeOffset Time, string Service, ReadOnlyMemory<byte> ContentHash);
