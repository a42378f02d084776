using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>Why findings are where they are, and what would prevent the next ones.</summary>
internal static class Causes
{
    private static readonly IReadOnlyList<(string Reason, string Name)> Reasons =
    [
        ("not_scanned", "not scanned before"), ("missed", "scanned and missed"), ("disclosed_after_deployment", "disclosed after deployment"), ("known_and_shipped", "known and shipped"),
    ];

    /// <summary>M9.2 to M9.6.</summary>
    public static Panel ReachedProduction(Level level, int width) =>
        Panels.Bars(
            "Why they reached production",
            "High and critical findings of the last $window that reached production with a release. Not scanned before: no scan of the release looked for such findings. Scanned and missed: one did, and did not see it. Disclosed after deployment: nobody could have known. Known and shipped: it stood open when the release went out.",
            Unit.Count, Thresholds.OrangeFromOne, width, [.. Reasons.Select(r => new Query(level.Sum(Metric.Shipped, "", $"reason=\"{r.Reason}\"", Match.Window), r.Name))]);

    /// <summary>M9.1.</summary>
    public static Panel LateDump(Level level, int width) =>
        Panels.Stat(
            "Late-dump index",
            "Of the high and critical findings first seen in the last $window, the share that was first seen within 48 hours before a deployment to production. High: findings reach teams when a release is ready, not when the code is written.",
            LateOf(level, ""), Unit.Share, Thresholds.UnwantedShare, width);

    /// <summary>M11.1.</summary>
    public static Panel Recurring(Level level, int width, PageLink page) =>
        Panels.Stat(
            "Training needs",
            "Weaknesses (CWE) that at least three new findings of the last $window are instances of; libraries do not count. The page names each, with the text that tells how to avoid it.",
            level.Union("recurring_weaknesses", "", Match.Window), Unit.Count, Thresholds.OrangeFromOne, width) with { Links = [page] };

    public static string LateOf(Level level, string by) =>
        $"{level.Sum(Metric.LateReported, by, Match.Window)} / ({level.Sum(Metric.FirstSeen, by, Match.Window)} > 0)";
}
