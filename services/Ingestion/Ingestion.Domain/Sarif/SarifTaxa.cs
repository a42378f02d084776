using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>References to taxonomies, of which CWE matters here.</summary>
internal static class SarifTaxa
{
    /// <summary>Targets of a rule's relationships (§3.53).</summary>
    public static void ReadRelationships(ref JsonCursor json, List<string> taxa)
    {
        if (json.Array())
        {
            while (json.NextElement())
            {
                if (json.Object())
                {
                    while (json.NextProperty())
                    {
                        if (json.NameIs("target"u8))
                        {
                            ReadTaxon(ref json, taxa);
                        }
                        else
                        {
                            json.Skip();
                        }
                    }
                }
            }
        }
    }

    /// <summary>A result's taxa (§3.27.8).</summary>
    public static void ReadTaxa(ref JsonCursor json, List<string> taxa)
    {
        if (json.Array())
        {
            while (json.NextElement())
            {
                ReadTaxon(ref json, taxa);
            }
        }
    }

    /// <summary>A reference to a reporting descriptor (§3.52); the CWE taxonomy names its members <c>CWE-79</c> or just <c>79</c>.</summary>
    private static void ReadTaxon(ref JsonCursor json, List<string> taxa)
    {
        string? id = null, taxonomy = null;
        if (json.Object())
        {
            while (json.NextProperty())
            {
                if (json.NameIs("id"u8))
                {
                    id = json.TextOrNull();
                }
                else if (json.NameIs("toolComponent"u8))
                {
                    taxonomy = json.Member("name"u8);
                }
                else
                {
                    json.Skip();
                }
            }
        }
        if (id is not null)
        {
            taxa.Add(string.Equals(taxonomy, "CWE", StringComparison.OrdinalIgnoreCase) && id.All(char.IsAsciiDigit) ? "CWE-" + id : id);
        }
    }
}
