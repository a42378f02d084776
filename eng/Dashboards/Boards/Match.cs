namespace MetricsPlatform.Dashboards.Boards;

/// <summary>Label matchers.</summary>
internal static class Match
{
    public const string CriticalAndHigh = "severity=~\"critical|high\"";
    public const string Window = "window=\"$window\"";
    public const string Settled = "maturity=\"settled\"";
    public const string Provisional = "maturity=\"provisional\"";
    public const string BeforeProduction = "caught=\"before_production\"";

    public static string Severity(string severity) => $"severity=\"{severity}\"";
}
