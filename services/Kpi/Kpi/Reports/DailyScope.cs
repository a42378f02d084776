namespace MetricsPlatform.Kpi.Reports;

/// <summary>What a daily report can be about.</summary>
internal static class DailyScope
{
    public const string Organization = "organization";
    public const string Team = "team";
    public const string Service = "service";
}
