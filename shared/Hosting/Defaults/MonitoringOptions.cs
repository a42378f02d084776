namespace MetricsPlatform.Hosting.Defaults;

/// <summary>Configuration section <c>Monitoring</c>.</summary>
public sealed record MonitoringOptions
{
    /// <summary>One of the ports that the process listens on: <c>/metrics</c> and <c>/health</c> are there alone, and nothing else is. Null: they are on every port.</summary>
    public int? Port { get; init; }
}
