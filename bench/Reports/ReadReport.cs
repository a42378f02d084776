using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Correlation.Domain;
using MetricsPlatform.Correlation.Domain.States;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Bench.Reports;

/// <summary>What the platform makes of reports: what Ingestion reads, and the findings that Correlation makes of it, without their edges.</summary>
internal sealed class ReadReport
{
    private const string Service = "sample";
    private static readonly string[] MainBranches = ["main", "master"];

    private readonly List<NativeEvent> _messages = [];

    public IReadOnlyList<ScanResult> Results => [.. _messages.OfType<ScanPart>().SelectMany(part => part.Results)];

    public IReadOnlyList<FindingTriaged> Decisions => [.. _messages.OfType<FindingTriaged>()];

    /// <summary>Items that were refused.</summary>
    public List<Refusal> Refusals { get; } = [];

    /// <exception cref="UnreadablePayloadException">The report is refused.</exception>
    public void Add(string file, string? format, string id)
    {
        // Later than any sample: whether a time is in the future is not what is tried here.
        var now = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = File.OpenRead(file);
        foreach (var item in ScanReport.Read(stream, new ScanQuery(Service, Format: format), now, "/samples", id))
        {
            if (item is AcceptedItem accepted)
            {
                _messages.AddRange(accepted.Messages(new EventHeader(accepted.Source!, accepted.Id!, accepted.Time, Guid.Empty, accepted.Index, now)));
            }
            else if (item is RefusedItem refused)
            {
                Refusals.Add(refused.Refusal);
            }
        }
    }

    public IReadOnlyList<FindingState> Findings()
    {
        var history = new ServiceHistory(Service);
        foreach (var message in _messages)
        {
            Recorder.Record(history, message, MainBranches);
        }
        return [.. ServiceStates.Since(history, 0).SelectMany(part => part.Findings)];
    }
}
