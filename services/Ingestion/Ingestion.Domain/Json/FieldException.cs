namespace MetricsPlatform.Ingestion.Domain.Json;

/// <summary>One field is not as it must be: refuses the event that it stands in, not the payload.</summary>
/// <param name="offset">Offset in the stream of the value, or of the object that lacks <paramref name="member"/>.</param>
/// <param name="problem">Continues a sentence that begins with the field: "must be …".</param>
internal sealed class FieldException(string reason, long offset, string problem, string? member = null) : Exception(problem)
{
    /// <summary>The refusal, with a pointer that begins with <paramref name="prefix"/> for the value at <paramref name="from"/>.</summary>
    public Refusal Refusal(Stream json, long from, string prefix)
    {
        var pointer = prefix + JsonPlace.PointerTo(json, from, offset) + (member is null ? "" : "/" + member);
        var field = member ?? pointer[(pointer.LastIndexOf('/') + 1)..];
        return new Refusal(reason, $"'{field}' at {pointer} {Message}.", pointer);
    }
}
