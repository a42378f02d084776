namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>Ends the reading of one event; the others of the payload stand for themselves.</summary>
internal sealed class EventRefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}
