using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>SARIF 2.1.0 reports: a scan for each run, and a decision for each suppressed weakness.</summary>
public static class SarifReport
{
    /// <summary>The type that is told for a run without <c>results</c>: it says nothing, so it changes nothing.</summary>
    public const string RunWithoutResults = "sarif.run.without-results";

    /// <param name="json">Seekable; stays open while items' messages are read.</param>
    /// <param name="receivedAt">The event time, where neither the query nor the report tells one.</param>
    /// <param name="source">CloudEvents source of what comes of the report.</param>
    /// <param name="id">CloudEvents id of the first run; further runs are <c>id#1</c>, <c>id#2</c>, …</param>
    /// <exception cref="UnreadablePayloadException">The payload is not JSON, or not SARIF 2.1.0.</exception>
    public static IEnumerable<ReadItem> Read(Stream json, ScanQuery query, DateTimeOffset receivedAt, string source, string id) =>
        Read(json, query, receivedAt, source, id, JsonSource.DefaultWindow);

    internal static IEnumerable<ReadItem> Read(Stream json, ScanQuery query, DateTimeOffset receivedAt, string source, string id, int window)
    {
        var document = SarifDocument.Read(new JsonSource(json, window: window));
        var reader = new SarifRunReader(json, query, new EventTimes(receivedAt), source, window);
        var index = 0;
        for (var run = 0; run < document.Runs.Count; run++)
        {
            var scanId = run == 0 ? id : $"{id}#{run}";
            foreach (var item in reader.Read(document.Runs[run], document.Runs, $"/runs/{run}", scanId))
            {
                yield return item with { Index = index++ };
            }
        }
    }
}
