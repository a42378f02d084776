using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Ingestion.Domain.Scans;

/// <summary>What holds of a scan, wherever it is read from.</summary>
internal static class Scan
{
    /// <summary>Adds to the hash what a scan says.</summary>
    public static void Hash(ContentHash hash, ScanDescription scan, ReadOnlySpan<byte> results) =>
        hash.Add("tool", scan.Tool).Add("target", scan.Target).Add("stage", (long)scan.Stage)
            .Add("version", scan.Version).Add("commit", scan.Commit).Add("branch", scan.Branch)
            .Add("complete", scan.Complete ? 1 : 0).Add("successful", scan.Successful ? 1 : 0)
            .Add("results", results);
}
