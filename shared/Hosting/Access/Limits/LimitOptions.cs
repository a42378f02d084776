namespace MetricsPlatform.Hosting.Access.Limits;

/// <summary>Configuration section <c>Access:Limits</c>: how much one caller may ask of this process. Each of its replicas counts for itself.</summary>
public sealed record LimitOptions
{
    /// <summary>Requests a second that each caller may go on making; 0 or less: as many as they like.</summary>
    public int RequestsPerSecond { get; init; } = 200;

    /// <summary>How many of them may come at once, after a pause; at least 1.</summary>
    public int Burst { get; init; } = 1000;

    /// <summary>How often in a minute an address may show a key, token or signature that is not right, before it is told to wait; 0 or less: as often as it likes.</summary>
    public int FailuresPerMinute { get; init; } = 30;
}
