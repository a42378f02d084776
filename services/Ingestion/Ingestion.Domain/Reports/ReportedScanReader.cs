using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Scans;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>From a scan that a report tells of to items of the inbox. They are numbered by the caller.</summary>
/// <param name="formatTool">The scanner whose format it is.</param>
/// <param name="all">All scans of the report: those of one scope are one scan and have one time.</param>
internal sealed class ReportedScanReader(string? formatTool, ScanQuery query, EventTimes times, string source, IEnumerable<ReportedScan> all)
{
    private readonly Dictionary<(string? Tool, string Target), DateTimeOffset?> _times =
        all.GroupBy(scan => ScopeOf(scan, query, formatTool)).ToDictionary(scope => scope.Key, scope => scope.Min(scan => scan.Time));

    public IEnumerable<ReadItem> Read(ReportedScan reported, string id)
    {
        if (reported.Results is not { } told)
        {
            return [new UnusedItem(0, source, id, ScanReport.WithoutResults)];
        }
        var (given, target) = ScopeOf(reported, query, formatTool);
        if (given is not { } tool)
        {
            return [Refused(id, new Refusal("missing_field", "The report does not name its tool; the query parameter 'tool' does.", reported.Pointer))];
        }
        var time = query.Time ?? _times[(tool, target)];
        if (time is { } at && times.IsFuture(at))
        {
            return [Refused(id, Future(reported))];
        }
        var tally = new ReportTally(told);
        if (tally.IsLost)
        {
            return [Refused(id, tally.Problems.First())];
        }
        var scan = new ScanDescription(
            tool, target, query.Stage, query.Version ?? Identifiers.Bounded(reported.Version),
            query.Commit ?? Identifiers.Bounded(reported.Commit), query.Branch ?? Identifiers.Bounded(reported.Branch),
            // What could not be read may still be there: its absence says nothing.
            (query.Complete ?? reported.Complete) && !tally.HasProblems, reported.Successful);
        return Items(told, tally, scan, time, id);
    }

    private IEnumerable<ReadItem> Items(IEnumerable<Reported> told, ReportTally tally, ScanDescription scan, DateTimeOffset? time, string id)
    {
        yield return new AcceptedItem(
            0, source, id, EventTypes.ScanCompleted, time ?? times.Now, query.Service, HashOf(tally, scan, time),
            header => tally.Parts(told, header, query.Service, scan));
        if (tally.HasVerdicts)
        {
            foreach (var decision in new ReportDecisions(query.Service, scan.Tool, source, id, times).Read(told, time))
            {
                yield return decision;
            }
        }
        foreach (var problem in tally.Problems)
        {
            yield return new RefusedItem(0, source, id, ScanReport.UnreadableItem, problem);
        }
    }

    private byte[] HashOf(ReportTally tally, ScanDescription scan, DateTimeOffset? told)
    {
        using var hash = new ContentHash();
        hash.Add("type", EventTypes.ScanCompleted).Add("service", query.Service);
        // A report that tells no time and comes again says the same again, though it comes later.
        if (told is { } time)
        {
            hash.Add("time", time.UtcTicks);
        }
        Scan.Hash(hash, scan, tally.Hash);
        return hash.Finish();
    }

    private static (string? Tool, string Target) ScopeOf(ReportedScan scan, ScanQuery query, string? formatTool) =>
        (ToolName.Of(query.Tool ?? scan.Tool ?? formatTool), query.Target ?? Identifiers.Bounded(scan.Target) ?? "");

    private RefusedItem Refused(string id, Refusal refusal) => new(0, source, id, EventTypes.ScanCompleted, refusal);

    private Refusal Future(ReportedScan scan) => query.Time is not null
        ? new Refusal("future_time", "The query parameter 'time' is ahead of the receiver's clock.")
        : new Refusal("future_time", "The report is dated ahead of the receiver's clock.", scan.Pointer);
}
