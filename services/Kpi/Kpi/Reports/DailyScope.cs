using MetricsPlatform.Kpi.Http;

namespace MetricsPlatform.Kpi.Reports;

/// <summary>What a daily report can be about.</summary>
internal static class DailyScope
{
    public const string Organization = "organization";
    public const string Team = "team";
    public const string Service = "service";

    /// <summary>How reports of a scope are filed; null where none are written down.</summary>
    public static (string Kind, string Name)? Of(KpiScope scope) => scope switch
    {
        { Service: null, Team: null, Tier: null } => (Organization, ""),
        { Service: { } service, Team: null, Tier: null } => (Service, service),
        { Service: null, Team: { } team, Tier: null } => (Team, team),
        _ => null,
    };
}
