using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>An artifact's location (SARIF 2.1.0 §3.4), and a line in it with its code.</summary>
internal readonly record struct SarifPlace(string? Uri, string? Base, int? Artifact, int? Line = null, string? Code = null)
{
    /// <summary>Reads an artifactLocation.</summary>
    public static SarifPlace Read(ref JsonCursor json)
    {
        string? uri = null, uriBase = null;
        int? index = null;
        if (json.Object())
        {
            while (json.NextProperty())
            {
                if (json.NameIs("uri"u8))
                {
                    uri = json.TextOrNull();
                }
                else if (json.NameIs("uriBaseId"u8))
                {
                    uriBase = json.TextOrNull();
                }
                else if (json.NameIs("index"u8))
                {
                    index = json.IndexOrNull();
                }
                else
                {
                    json.Skip();
                }
            }
        }
        return new SarifPlace(uri, uriBase, index);
    }
}
