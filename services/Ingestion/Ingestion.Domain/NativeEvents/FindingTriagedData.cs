using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Scans;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>Data of <c>metricsplatform.finding.triaged.v1</c>.</summary>
internal static class FindingTriagedData
{
    public static EventBody Read(ref JsonCursor json, ContentHash hash)
    {
        var at = json.TokenOffset;
        string? service = null, by = null, justification = null;
        TriageMatch? match = null;
        TriageDecision? decision = null;
        DateTimeOffset? until = null;
        while (json.NextProperty())
        {
            if (json.NameIs("service"u8))
            {
                service = json.Identifier(Fields.NameLength);
            }
            else if (json.NameIs("match"u8))
            {
                match = json.EnterObject() ? ReadMatch(ref json) : null;
            }
            else if (json.NameIs("decision"u8))
            {
                decision = json.Word<TriageDecision>();
            }
            else if (json.NameIs("until"u8))
            {
                until = json.Instant();
            }
            else if (json.NameIs("by"u8))
            {
                by = json.Identifier();
            }
            else if (json.NameIs("justification"u8))
            {
                justification = json.Prose(TextLimits.Description);
            }
            else
            {
                json.Skip();
            }
        }
        var owner = service.Required(at, "service");
        var about = match.Required(at, "match");
        var decided = decision.Required(at, "decision");
        if (until is not null && decided != TriageDecision.RiskAccepted)
        {
            throw new FieldException("invalid_field", at, "goes with the decision risk_accepted only", "until");
        }
        return EventBody.Of(new FindingTriaged(NativeContent.NoHeader, owner, about, decided, until, by, justification), hash);
    }

    /// <summary>Adds to the hash what a decision says.</summary>
    public static void Hash(
        ContentHash hash, TriageMatch match, TriageDecision decision, DateTimeOffset? until, string? by, string? justification)
    {
        hash.Add("rule", match.Rule).Add("package", match.Package).Add("path", match.Path).Add("decision", (long)decision)
            .Add("by", by).Add("justification", justification);
        if (until is { } end)
        {
            hash.Add("until", end.UtcTicks);
        }
    }

    private static TriageMatch ReadMatch(ref JsonCursor json)
    {
        var at = json.TokenOffset;
        string? rule = null, package = null, path = null;
        while (json.NextProperty())
        {
            if (json.NameIs("rule"u8))
            {
                rule = json.Identifier();
            }
            else if (json.NameIs("package"u8))
            {
                package = json.Package();
            }
            else if (json.NameIs("path"u8))
            {
                path = json.Identifier() is { } place ? RepositoryPath.Normalise(place) : null;
            }
            else
            {
                json.Skip();
            }
        }
        return new TriageMatch(rule.Required(at, "rule"), package, path);
    }
}
