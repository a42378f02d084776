using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>Whether a result is suppressed, and why (SARIF 2.1.0 §3.27.23, §3.35).</summary>
/// <param name="Stands">At least one suppression, and none under review or rejected.</param>
internal readonly record struct SarifSuppression(bool Stands, string? Justification)
{
    public static SarifSuppression Read(ref JsonCursor json)
    {
        bool any = false, doubted = false;
        string? justification = null;
        if (json.Array())
        {
            while (json.NextElement())
            {
                any = true;
                if (json.Object())
                {
                    while (json.NextProperty())
                    {
                        // "state" is what drafts of the standard called it, and what tools still write.
                        if (json.NameIs("status"u8) || json.NameIs("state"u8))
                        {
                            doubted |= json.TextOrNull() is "underReview" or "rejected";
                        }
                        else if (json.NameIs("justification"u8))
                        {
                            justification = json.TextOrNull() ?? justification;
                        }
                        else
                        {
                            json.Skip();
                        }
                    }
                }
            }
        }
        return new SarifSuppression(any && !doubted, justification);
    }
}
