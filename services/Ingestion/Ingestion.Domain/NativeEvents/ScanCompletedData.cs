using System.Text.Json;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>Data of <c>metricsplatform.scan.completed.v1</c>.</summary>
internal static class ScanCompletedData
{
    public static EventBody Read(ref JsonCursor json, ContentHash hash)
    {
        var at = json.TokenOffset;
        string? service = null, tool = null, target = null, version = null, commit = null, branch = null;
        Stage? stage = null;
        bool? complete = null, successful = null;
        ResultArray? results = null;
        while (json.NextProperty())
        {
            if (json.NameIs("results"u8))
            {
                results = ReadResults(ref json, results);
            }
            else if (json.NameIs("service"u8))
            {
                service = json.Identifier(Fields.NameLength);
            }
            else if (json.NameIs("tool"u8))
            {
                tool = json.Identifier(Fields.NameLength);
            }
            else if (json.NameIs("target"u8))
            {
                target = json.Identifier();
            }
            else if (json.NameIs("stage"u8))
            {
                stage = json.Word<Stage>();
            }
            else if (json.NameIs("version"u8))
            {
                version = json.Identifier();
            }
            else if (json.NameIs("commit"u8))
            {
                commit = json.Identifier();
            }
            else if (json.NameIs("branch"u8))
            {
                branch = json.Identifier();
            }
            else if (json.NameIs("complete"u8))
            {
                complete = json.Flag();
            }
            else if (json.NameIs("successful"u8))
            {
                successful = json.Flag();
            }
            else
            {
                json.Skip();
            }
        }
        var scan = new ScanDescription(
            tool.Required(at, "tool").ToLowerInvariant(), target ?? "", stage ?? Stage.Build, version, commit, branch, complete ?? true, successful ?? true);
        var found = results.Required(at, "results");
        Scan.Hash(hash, scan, found.Hash);
        var (stream, owner) = (json.Source.Stream, service.Required(at, "service"));
        return new EventBody(owner, header => found.Parts(stream, header, owner, scan));
    }

    private static ResultArray? ReadResults(ref JsonCursor json, ResultArray? earlier)
    {
        if (earlier is not null)
        {
            throw Fields.Invalid(ref json, "stands twice");
        }
        return json.EnterList() ? new ResultArray(ref json, ReadResult) : null;
    }

    private static void ReadResult(ref JsonCursor json, List<ScanResult> into) =>
        into.Add(json.Token == JsonTokenType.StartObject ? ScanResultData.Read(ref json) : throw Fields.Invalid(ref json, "must be an object"));
}
