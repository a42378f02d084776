using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using MetricsPlatform.Tests.Cases;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Crash;

/// <summary>
/// Loads a worked case into a platform that dies at a fault point (shared/Hosting/Faults), again and again. Between two deaths nobody
/// does anything but start it; the client sends again what was not acknowledged.
/// </summary>
public sealed class CrashLoad : IAsyncDisposable
{
    /// <summary>Where <c>kill -9</c> strikes.</summary>
    public static readonly IReadOnlyList<string> Places = ["inbox-commit", "correlation-commit", "correlation-published", "kpi-persisted"];

    private const int EventsARequest = 2;
    private const int RequestsAtOnceInTheEnd = 12;
    private const int Senders = 4;

    private readonly DataDirectory data = new();
    private readonly WorkedCase worked;
    private readonly ConcurrentQueue<JsonNode[]> unsent;
    private readonly ConcurrentBag<string> acknowledged = [];
    private readonly ConcurrentDictionary<Guid, bool> processed = [];
    private readonly List<Crash> crashes = [];
    private int requestsAtOnce = 1;

    private CrashLoad(WorkedCase worked)
    {
        this.worked = worked;
        unsent = new(JsonNode.Parse(worked.Events)!.AsArray().Select(e => e!).Chunk(EventsARequest));
    }

    /// <param name="place">One of <see cref="Places"/>.</param>
    /// <param name="visits">At which visit to the place each process dies, counted from its start.</param>
    /// <returns>It has fewer crashes than <paramref name="visits"/> when the case ended before.</returns>
    public static async Task<CrashReport> Run(string place, WorkedCase worked, IEnumerable<int> visits)
    {
        await using var load = new CrashLoad(worked);
        foreach (var visit in visits)
        {
            if (await load.FeedUntilItDies(new() { ["Faults__KillAfter"] = place, ["Faults__Count"] = $"{visit}" }) is { } report)
            {
                return report;
            }
        }
        load.requestsAtOnce = RequestsAtOnceInTheEnd;   // nobody dies any more: no need to go slowly
        return await load.FeedUntilItDies([]) ?? throw new InvalidOperationException("A process died that nobody killed.");
    }

    public ValueTask DisposeAsync() => data.DisposeAsync();

    /// <returns>Null when the process died; else everything is processed.</returns>
    private async Task<CrashReport?> FeedUntilItDies(Dictionary<string, string> faults)
    {
        var sinceStart = Stopwatch.StartNew();
        await using var platform = await StandaloneProcess.Start(["--data", data.Path], faults);
        var fed = Feed(platform.Client, sinceStart);
        try
        {
            await fed;
            return await Report(platform.Client);
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException)
        {
            await platform.Exit(new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token);
            crashes.Add(await LookAtTheInbox());
            return null;
        }
    }

    private async Task Feed(PlatformClient client, Stopwatch sinceStart)
    {
        foreach (var submission in processed.Where(s => !s.Value).Select(s => s.Key))
        {
            await Processed(client, submission);
        }
        if (crashes.Count > 0)
        {
            crashes[^1] = crashes[^1] with { Recovery = sinceStart.Elapsed };
        }
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Send(client)));
    }

    /// <summary>Sends the next request while the one before is worked on, so that there is always something to lose.</summary>
    private async Task Send(PlatformClient client)
    {
        Guid? before = null;
        while (Next() is { Length: > 0 } batch)
        {
            Guid submission;
            try
            {
                submission = (await client.PostBatch(batch)).Id;
            }
            catch (Exception e) when (e is HttpRequestException or SocketException or IOException)
            {
                unsent.Enqueue(batch);
                throw;
            }
            processed.TryAdd(submission, false);
            foreach (var e in batch)
            {
                acknowledged.Add($"{e["source"]} {e["id"]}");
            }
            if (before is { } previous)
            {
                await Processed(client, previous);
            }
            before = submission;
        }
        if (before is { } last)
        {
            await Processed(client, last);
        }
    }

    private JsonNode[] Next()
    {
        var events = new List<JsonNode>();
        for (var i = 0; i < requestsAtOnce && unsent.TryDequeue(out var batch); i++)
        {
            events.AddRange(batch);
        }
        return [.. events];
    }

    private async Task Processed(PlatformClient client, Guid submission)
    {
        await client.Processed(submission);
        processed[submission] = true;
    }

    private async Task<Crash> LookAtTheInbox()
    {
        var known = (await data.Query<string>("select source || ' ' || event_id from ingestion.item")).ToHashSet(StringComparer.Ordinal);
        var pending = await data.Query<long>("select count(*) from ingestion.item where status in ('accepted', 'committed')");
        return new Crash(acknowledged.Count, acknowledged.Count(e => !known.Contains(e)), (int)pending[0]);
    }

    private async Task<CrashReport> Report(PlatformClient client)
    {
        var accepted = await data.Query<long>("select count(distinct (source, event_id)) from ingestion.item where status = 'processed'");
        var doubled = await data.Query<long>(
            """
            select count(*) from (
              select 1 from correlation.mt_events where type = 'revision_made' and data ->> 'source' is not null
              group by data ->> 'source', data ->> 'id' having count(*) > 1) twice
            """);
        string? difference = null;
        foreach (var expected in worked.Expected)
        {
            difference ??= KpiAssert.FirstDifference(expected.Kpis, await client.Kpis(expected.At)) is { } figure ? $"at {expected.At:O}: {figure}" : null;
        }
        return new CrashReport(crashes, (int)accepted[0], (int)doubled[0], difference);
    }
}
