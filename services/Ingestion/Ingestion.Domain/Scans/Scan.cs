using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Ingestion.Domain.Scans;

/// <summary>What every adapter that reads a scan makes of it.</summary>
internal static class Scan
{
    /// <summary>The event's body; <paramref name="json"/> is read again when its messages are asked for.</summary>
    public static EventBody Body(Stream json, string service, ScanDescription scan, ResultArray results, ContentHash hash)
    {
        hash.Add("tool", scan.Tool).Add("target", scan.Target).Add("stage", (long)scan.Stage)
            .Add("version", scan.Version).Add("commit", scan.Commit).Add("branch", scan.Branch)
            .Add("complete", scan.Complete ? 1 : 0).Add("successful", scan.Successful ? 1 : 0)
            .Add("results", results.Hash.AsSpan());
        return new EventBody(service, header => results.Parts(json, header, service, scan));
    }
}
