using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>An event's data, checked.</summary>
internal sealed record EventBody(string Service, Func<EventHeader, IEnumerable<NativeEvent>> Messages)
{
    /// <summary>The body of an event that is one message.</summary>
    public static EventBody Of(string service, Func<EventHeader, NativeEvent> message) => new(service, header => [message(header)]);

    /// <summary>The same, and adds to the hash what it says.</summary>
    public static EventBody Of(NativeEvent said, ContentHash hash)
    {
        NativeContent.Hash(hash, said);
        return Of(said.Service, header => said with { Header = header });
    }
}

/// <summary>Reads the data object that the cursor stands on, and adds to the hash what it says.</summary>
/// <returns>Null when nothing follows from it.</returns>
internal delegate EventBody? ReadBody(ref JsonCursor json, ContentHash hash);
