using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>How fixing goes.</summary>
internal static class Remediation
{
    private const string Mean = "mttr_seconds";
    private const string Survival = "remediation_survival_median_seconds";
    private static readonly string[] Severe = ["critical", "high"];

    public static Panel AgainstTarget(Level level, int width)
    {
        return Panels.Bars(
            "Time to fix, 100 % = target",
            "Of the last $window. MTTR is the mean over what was fixed. The survival median also counts what is still open: the time after which half of the findings are fixed; no bar where half of them never are.",
            Unit.Share, Thresholds.OfTarget, width,
            Of("MTTR", Mean, "critical"), Of("Survival", Survival, "critical"), Of("MTTR", Mean, "high"), Of("Survival", Survival, "high")) with
        {
            Max = 2,
        };

        Query Of(string name, string metric, string severity) => new(
            $"{level.Union(metric, "", Match.Severity(severity), Match.Window)} / max(devsecops_remediation_target_seconds{{{Match.Severity(severity)}}})",
            $"{name}, {severity}");
    }

    public static Panel TimeToFix(Level level, int width)
    {
        return Panels.Lines(
            "Time to fix",
            "Days, over the $window before each time. Lines: MTTR, the mean over what was fixed. Dashes: survival, the median that also counts what is still open; a gap where half of the findings never got fixed.",
            Unit.Days, width,
            Of("MTTR", Mean, "critical"), Of("survival", Survival, "critical"), Of("MTTR", Mean, "high"), Of("survival", Survival, "high")) with
        {
            Decimals = 1,
            Overrides =
            [
                Override.Colour("MTTR, critical", Severities.ColourOf("critical")), Override.Dashed("survival, critical", Severities.ColourOf("critical")),
                Override.Colour("MTTR, high", Severities.ColourOf("high")), Override.Dashed("survival, high", Severities.ColourOf("high")),
            ],
        };

        Query Of(string name, string metric, string severity) =>
            new($"{level.Union(metric, "", Match.Severity(severity), Match.Window)} / 86400", $"{name}, {severity}");
    }

    public static Panel Distribution(Level level, int width)
    {
        return Panels.Lines(
            "How long fixes took",
            "Days, over what was fixed in the $window before each time. Lines: half was fixed within. Dashes: 90 % were. Wide apart: some fixes take far longer than most.",
            Unit.Days, width,
            [.. Severe.SelectMany(s => new[] { Of("half within", "remediation_median_seconds", s), Of("90 % within", "remediation_p90_seconds", s) })]) with
        {
            Decimals = 1,
            Overrides = [.. Severe.SelectMany(s => new[]
            {
                Override.Colour($"half within, {s}", Severities.ColourOf(s)), Override.Dashed($"90 % within, {s}", Severities.ColourOf(s)).BandDownTo($"half within, {s}"),
            })],
        };

        Query Of(string name, string metric, string severity) =>
            new($"{level.Union(metric, "", Match.Severity(severity), Match.Window)} / 86400", $"{name}, {severity}");
    }

    public static Panel OpenedAndFixed(Level level, int width) =>
        Panels.Lines(
            "Opened and fixed, critical and high",
            "Critical and high findings that came up, and that were fixed, in the $window before each time. While fixed is above opened the backlog shrinks.",
            Unit.Count, width,
            new Query(level.Sum(Metric.Opened, "", Match.CriticalAndHigh, Match.Window), "opened"),
            new Query(level.Sum(Metric.Fixed, "", Match.CriticalAndHigh, Match.Window), "fixed")) with
        {
            Overrides = [Override.Colour("opened", "orange"), Override.Colour("fixed", "green")],
        };

    public static Panel WithinTarget(Level level, int width) =>
        Panels.Lines(
            "Fixed within target",
            "Of the critical and high findings whose deadline or fix fell into the window before each time, the share that was fixed in time. The short window below the long one: it is getting worse.",
            Unit.Share, width,
            new Query(level.WithinTarget(), "{{window}}")) with { Max = 1 };

    public static Panel TimeToTriage(Level level, int width) =>
        Panels.Lines(
            "Time to triage",
            "Days from a finding's start to its first ticket, decision or end: the mean over those first triaged in the $window before each time.",
            Unit.Days, width,
            Severities.Each(s => $"{level.Mean("triage", "", Match.Severity(s), Match.Window)} / 86400")) with { Decimals = 1, Overrides = Severities.Colours };
}
