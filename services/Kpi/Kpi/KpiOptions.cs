using Microsoft.Extensions.Configuration;

namespace MetricsPlatform.Kpi;

/// <summary>Section <c>Kpi</c> of the configuration.</summary>
public sealed record KpiOptions
{
    /// <summary>Tells the replicas apart; each hears every service through a queue of its own. By default the name of the machine or container.</summary>
    public string Instance { get; init; } = Environment.MachineName;

    /// <summary>How many distinct services <c>/metrics</c> shows; the others count in teams and organization only.</summary>
    public int MaxServicesInMetrics { get; init; } = 2000;

    /// <summary>The queue of this replica.</summary>
    public string Queue => $"kpi-states-{Instance}";

    /// <summary>Where answers to this replica go; the address says how its exchange is declared.</summary>
    public string ReplyTo => $"{Queue}?autodelete=true";

    public static KpiOptions From(IConfiguration configuration) => configuration.GetSection("Kpi").Get<KpiOptions>() ?? new();
}
