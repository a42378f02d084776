using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>What reached production clean.</summary>
internal static class Releases
{
    public static Panel CleanAndNot(Level level, int width)
    {
        string[] matchers = [Match.Window, Match.Provisional];
        return Panels.Stacked(
            "Releases", "Releases of the $window before each time: clean so far, or with a high or critical finding that was first seen in production.",
            Unit.Count, width,
            new Query(level.Sum(Metric.CleanReleases, "", matchers), "clean"),
            new Query($"{level.Sum(Metric.Releases, "", matchers)} - {level.Sum(Metric.CleanReleases, "", matchers)}", "with an escape")) with
        {
            Overrides = [Override.Colour("clean", "green"), Override.Colour("with an escape", "red")],
        };
    }

    public static Panel Escapes(Level level, int width) =>
        Panels.Stacked(
            "Escaped findings", "High and critical findings that were first seen, in the $window before each time, in a release that was in production.",
            Unit.Count, width,
            new Query(level.Sum(Metric.Escapes, "", Match.Severity("critical"), Match.Window), "critical"),
            new Query(level.Sum(Metric.Escapes, "", Match.Severity("high"), Match.Window), "high")) with { Overrides = Severities.Colours };

    public static Panel Caught(Level level, int width) =>
        Panels.Stacked(
            "Where they were caught", "High and critical findings first seen in the $window before each time, by where. Unattributed: seen in production, where nothing that we know of was live.",
            Unit.Count, width,
            new Query(level.Sum(Metric.FirstSeen, "", Match.Window, Match.BeforeProduction), "before production"),
            new Query(level.Sum(Metric.FirstSeen, "", Match.Window, "caught=\"production\""), "in production"),
            new Query(level.Sum(Metric.FirstSeen, "", Match.Window, "caught=\"unattributed\""), "unattributed")) with
        {
            Overrides = [Override.Colour("before production", "green"), Override.Colour("in production", "red"), Override.Colour("unattributed", "gray")],
        };

    /// <param name="page">Where each release is, with its verdict: versions are no labels.</param>
    public static Panel Verdicts(Level level, int width, PageLink page)
    {
        return Table.Of(
            "Verdicts on releases",
            "Final: releases of the $window before the last 30 days; nothing that is found from now on counts against them. So far: those of the last $window. With an escape: a high or critical finding was first seen in production. The page shows each release.",
            width, sortBy: "Verdict", descending: true,
            Column.Of("maturity", "Verdict", page) with { Words = [new ValueWord("settled", "final"), new ValueWord("provisional", "so far")] },
            new Column("Releases", Of(Metric.Releases)), new Column("Clean", Of(Metric.CleanReleases)),
            KpiColumns.Unwanted("With an escape", $"{Of(Metric.Releases)} - {Of(Metric.CleanReleases)}"),
            KpiColumns.Share("Clean share", level.Union("zero_high_severity_release_ratio", "maturity", Match.Window)),
            KpiColumns.Unwanted("Shipped with known", Of(Metric.ShippedWithKnown), Unit.Count, Thresholds.OrangeFromOne));

        string Of(Metric metric) => level.Sum(metric, "maturity", Match.Window);
    }

    public static Panel ShippedWithKnown(Level level, int width) =>
        Panels.Lines(
            "Shipped with known findings", "Releases of the $window before each time, and how many of them went to production while a known high or critical finding stood open.",
            Unit.Count, width,
            new Query(level.Sum(Metric.Releases, "", Match.Window, Match.Provisional), "releases"),
            new Query(level.Sum(Metric.ShippedWithKnown, "", Match.Window, Match.Provisional), "shipped with known")) with
        {
            Overrides = [Override.Colour("releases", "gray"), Override.Colour("shipped with known", "orange")],
        };
}
