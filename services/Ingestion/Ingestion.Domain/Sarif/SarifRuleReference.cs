using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>A reference to a rule (SARIF 2.1.0 §3.52).</summary>
/// <param name="Component">Index of the extension that defines it; null for the driver.</param>
internal readonly record struct SarifRuleReference(string? Id, int? Index, int? Component)
{
    public static SarifRuleReference Read(ref JsonCursor json)
    {
        string? id = null;
        int? index = null, component = null;
        if (json.Object())
        {
            while (json.NextProperty())
            {
                if (json.NameIs("id"u8))
                {
                    id = json.TextOrNull();
                }
                else if (json.NameIs("index"u8))
                {
                    index = json.IndexOrNull();
                }
                else if (json.NameIs("toolComponent"u8) && json.Object())
                {
                    while (json.NextProperty())
                    {
                        if (json.NameIs("index"u8))
                        {
                            component = json.IndexOrNull();
                        }
                        else
                        {
                            json.Skip();
                        }
                    }
                }
                else
                {
                    json.Skip();
                }
            }
        }
        return new SarifRuleReference(id, index, component);
    }
}
