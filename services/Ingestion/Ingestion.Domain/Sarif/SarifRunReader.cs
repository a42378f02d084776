using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>From one run to its scan and its decisions. Items are numbered by the caller.</summary>
internal sealed class SarifRunReader(Stream json, ScanQuery query, EventTimes times, string source, int window)
{
    /// <param name="all">All runs of the report: those of one scope are one scan and have one time.</param>
    /// <param name="pointer">JSON pointer to the run.</param>
    public IReadOnlyList<ReadItem> Read(SarifRun run, IReadOnlyList<SarifRun> all, string pointer, string id)
    {
        if (run.ResultsAt is not { } resultsAt)
        {
            return [new UnusedItem(0, source, id, SarifReport.RunWithoutResults)];
        }
        if (ToolOf(run) is not { } tool)
        {
            return [Refused(id, new Refusal("missing_field", $"'name' at {pointer}/tool/driver/name is required, or the query parameter 'tool'.", pointer + "/tool/driver/name"))];
        }
        var told = query.Time ?? all.Where(other => InOneScope(other, run)).Min(other => other.Invocations.Time);
        var time = told ?? times.Now;
        if (times.IsFuture(time))
        {
            return [Refused(id, Future(pointer))];
        }
        var scan = new ScanDescription(
            tool, TargetOf(run), query.Stage, query.Version, query.Commit ?? run.Commit, query.Branch ?? run.Branch,
            query.Complete ?? true, run.Invocations.Successful);
        try
        {
            return Read(run, resultsAt, scan, time, told is not null, id);
        }
        catch (FieldException field)
        {
            return [Refused(id, field.Refusal(json, run.At, pointer))];
        }
    }

    private List<ReadItem> Read(SarifRun run, long resultsAt, ScanDescription scan, DateTimeOffset time, bool timeIsTold, string id)
    {
        var translation = new SarifTranslation(run, scan.Tool, query.Kind);
        var suppressed = new List<long>();
        var results = Tally(resultsAt, translation, suppressed);
        using var hash = new ContentHash();
        hash.Add("type", EventTypes.ScanCompleted).Add("service", query.Service);
        // A report that tells no time and comes again says the same again, though it comes later.
        if (timeIsTold)
        {
            hash.Add("time", time.UtcTicks);
        }
        var body = Scan.Body(json, query.Service, scan, results, hash);
        var items = new List<ReadItem>
        {
            new AcceptedItem(0, source, id, EventTypes.ScanCompleted, time, query.Service, hash.Finish(), body.Messages),
        };
        items.AddRange(new SarifDecisions(json, translation, scan.Tool, query.Service).Read(suppressed, source, id, time, timeIsTold));
        return items;
    }

    private ResultArray Tally(long resultsAt, SarifTranslation translation, List<long> suppressed)
    {
        var cursor = new JsonCursor(new JsonSource(json, resultsAt, window));
        cursor.Read();
        return new ResultArray(
            ref cursor,
            (ref JsonCursor element, List<ScanResult> results) => translation.Translate(SarifResult.Read(ref element), results),
            (ref JsonCursor element, List<ScanResult> results) =>
            {
                var result = SarifResult.Read(ref element);
                translation.Translate(result, results);
                if (result.Suppression.Stands && results.Count > 0)
                {
                    suppressed.Add(result.At);
                }
            });
    }

    private string? ToolOf(SarifRun run)
    {
        var name = query.Tool ?? run.Rules.ToolName;
        return string.IsNullOrWhiteSpace(name) ? null : TextLimits.Cut(name.Trim().ToLowerInvariant().Replace(' ', '-'), Fields.NameLength);
    }

    /// <summary>The category of <c>automationDetails.id</c>: all before its last slash; what follows names the single run (§3.17.3).</summary>
    private string TargetOf(SarifRun run) =>
        query.Target ?? (run.AutomationId is { } id && id.LastIndexOf('/') is > 0 and var slash ? id[..slash] : "");

    private bool InOneScope(SarifRun one, SarifRun other) => ToolOf(one) == ToolOf(other) && TargetOf(one) == TargetOf(other);

    private RefusedItem Refused(string id, Refusal refusal) => new(0, source, id, EventTypes.ScanCompleted, refusal);

    private Refusal Future(string pointer) => query.Time is not null
        ? new Refusal("future_time", "The query parameter 'time' is ahead of the receiver's clock.")
        : new Refusal("future_time", $"The run's invocations at {pointer}/invocations are dated ahead of the receiver's clock.", pointer + "/invocations");
}
