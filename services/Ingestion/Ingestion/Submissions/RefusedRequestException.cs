using MetricsPlatform.Ingestion.Domain;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>A request that is refused before its content is looked at.</summary>
public sealed class RefusedRequestException(int statusCode, Refusal refusal) : Exception(refusal.Message)
{
    public int StatusCode { get; } = statusCode;

    public Refusal Refusal { get; } = refusal;
}
