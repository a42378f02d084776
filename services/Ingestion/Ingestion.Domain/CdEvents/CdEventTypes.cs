using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Ingestion.Domain.CdEvents;

/// <summary>The types of cdevents.dev that are understood: <c>dev.cdevents.SUBJECT.PREDICATE.VERSION</c>, in any version of the subject.</summary>
internal static class CdEventTypes
{
    private const string Prefix = "dev.cdevents.";

    /// <summary>Null for a type that nothing here uses.</summary>
    public static ReadBody? Reader(string type)
    {
        if (!type.StartsWith(Prefix, StringComparison.Ordinal) || type[Prefix.Length..].Split('.', 3) is not [var subject, var predicate, _])
        {
            return null;
        }
        return (subject, predicate) switch
        {
            ("service", "deployed" or "upgraded" or "rolledback") => Of(ServiceDeployed.Say),
            ("ticket", "created" or "updated" or "closed") => Of(TicketChange.Say),
            ("incident", "detected" or "reported" or "resolved") => Of(IncidentChange.Say),
            // Nothing follows from them (docs/decisions/0056).
            ("service", "published" or "removed") or ("artifact", "published") or ("testsuiterun" or "testcaserun", "finished") => Of(_ => null),
            _ => null,
        };

        ReadBody Of(Func<CdEvent, NativeEvent?> say) => (ref JsonCursor json, ContentHash hash) =>
            say(new CdEvent(predicate, JsonValue.ReadTop(ref json))) is { } said ? EventBody.Of(NativeContent.Bounded(said), hash) : null;
    }
}
