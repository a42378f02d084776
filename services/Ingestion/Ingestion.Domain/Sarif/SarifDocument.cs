using System.Text.Json;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>A report without its results (SARIF 2.1.0 §3.13), read to its end: the JSON is whole.</summary>
internal sealed record SarifDocument(IReadOnlyList<SarifRun> Runs)
{
    private const string Version = "2.1.0";

    /// <summary>Runs are held while all of them are read.</summary>
    private const int MostRuns = 10_000;

    public static SarifDocument Read(JsonSource source)
    {
        var json = new JsonCursor(source);
        json.Read();
        var at = json.TokenOffset;
        try
        {
            if (json.Token != JsonTokenType.StartObject)
            {
                throw new FieldException("invalid_field", at, "must be a SARIF log, an object");
            }
            return Read(ref json, at);
        }
        catch (FieldException field)
        {
            throw new UnreadablePayloadException(field.Refusal(source.Stream, at, ""));
        }
    }

    private static SarifDocument Read(ref JsonCursor json, long at)
    {
        List<SarifRun>? runs = null;
        string? version = null;
        while (json.NextProperty())
        {
            if (json.NameIs("version"u8))
            {
                version = json.TextOrNull();
                // Drafts of the version that tools wrote for years read the same: 2.1.0-rtm.5.
                if (version is not null && version != Version && !version.StartsWith(Version + "-rtm", StringComparison.Ordinal))
                {
                    throw new FieldException("invalid_field", json.TokenOffset, $"must be {Version}, but is {(version.Length > 20 ? version[..20] : version)}");
                }
            }
            else if (json.NameIs("runs"u8))
            {
                runs = ReadRuns(ref json, runs);
            }
            else
            {
                json.Skip();
            }
        }
        json.Read();
        version.Required(at, "version");
        return new SarifDocument(runs.Required(at, "runs"));
    }

    private static List<SarifRun> ReadRuns(ref JsonCursor json, List<SarifRun>? earlier)
    {
        json.Read();
        if (earlier is not null || json.Token is not (JsonTokenType.StartArray or JsonTokenType.Null))
        {
            throw new FieldException("invalid_field", json.TokenOffset, earlier is null ? "must be a list" : "stands twice");
        }
        var runs = new List<SarifRun>();
        while (json.Token != JsonTokenType.Null && json.NextElement())
        {
            if (runs.Count == MostRuns)
            {
                throw new FieldException("too_long", json.TokenOffset, $"is more than the {MostRuns:N0} runs that a report may have");
            }
            runs.Add(SarifRun.Read(ref json));
        }
        return runs;
    }
}
