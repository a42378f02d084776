using System.Globalization;
using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;
using Spectre.Console;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>The figures to look at first, a row a team, and where to look further.</summary>
internal static class DemoHeadline
{
    private const string Window = "90d";
    private const int PlainWidth = 150;

    /// <summary>A column: its title, what a reader should know about it, its figure.</summary>
    private sealed record Column(string Title, string Meaning, Func<KpiReport, string> Figure);

    private static readonly IReadOnlyList<Column> Columns =
    [
        new("MTTR\ncritical", "mean time from a critical finding's start to its end, over those fixed in the last 90 days", r => Duration(Of(r, Severity.Critical)?.MeanSeconds)),
        new("MTTR\nhigh", "the same for high ones; only what was fixed counts", r => Duration(Of(r, Severity.High)?.MeanSeconds)),
        new("Survival\nhigh", "time after which half of the high findings are fixed, with those that are still open counted too", r => Duration(Of(r, Severity.High)?.SurvivalMedianSeconds)),
        new("Within\ntarget", "of the high and critical findings whose deadline or fix fell into the last 90 days, the share fixed in time", r => Share(High(r).Sum(k => k.Met), High(r).Sum(k => k.Due))),
        new("Open\nhigh+", "high and critical findings that stand now, without accepted ones", r => Count(Backlog(r).Sum(b => b.Open))),
        new("Over-\ndue", "those of them past their deadline", r => Count(Backlog(r).Sum(b => b.Overdue))),
        new("Clean\nsettled", "share of releases without a high or critical finding that was caught only in production; observation over", r => Ratio(Release(r, "settled")?.Ratio)),
        new("Clean\nso far", "the same for the releases of the last 90 days, as it stands now", r => Ratio(Release(r, "provisional")?.Ratio)),
        new("Shift\nleft", "of the high and critical findings first seen in the last 90 days, the share caught before production", r => Ratio(r.ShiftLeft.FirstOrDefault(s => s.Window == Window)?.Ratio)),
    ];

    public static async Task Print(PlatformClient platform, Uri baseAddress, IAnsiConsole console, DateTimeOffset now, CancellationToken ct)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = PlainWidth;   // a file or a pipe has no width of its own
        }

        var table = new Table().Border(TableBorder.Rounded).Title("The last 90 days").AddColumn("Team");
        foreach (var column in Columns)
        {
            table.AddColumn(new TableColumn(column.Title).RightAligned());
        }

        foreach (var team in await platform.Teams(ct))
        {
            await AddRow(team, team);
        }

        await AddRow("everything", null);
        console.Write(table);
        foreach (var column in Columns)
        {
            console.MarkupLineInterpolated($"  [bold]{column.Title.Replace("-\n", "", StringComparison.Ordinal).Replace('\n', ' '),-16}[/] {column.Meaning}");
        }

        console.WriteLine();
        foreach (var (what, path) in await Addresses(platform, now, ct))
        {
            console.WriteLine($"  {what,-28} {new Uri(baseAddress, path)}");
        }

        async Task AddRow(string title, string? team)
        {
            var report = await platform.Kpis(team, ct);
            table.AddRow([title, .. Columns.Select(c => c.Figure(report))]);
        }
    }

    private static async Task<List<(string What, string Path)>> Addresses(PlatformClient platform, DateTimeOffset now, CancellationToken ct)
    {
        List<(string, string)> addresses =
        [
            ("the organisation", ""),
            ("one team", "teams/logistics"),
            ("... as of four weeks ago", string.Create(CultureInfo.InvariantCulture, $"teams/logistics?at={now.AddDays(-28):yyyy-MM-dd}")),
            ("one service, with its releases", "services/checkout"),
            ("all figures, as JSON", "v1/kpis"),
        ];
        if (await platform.FirstFinding("service=checkout", ct) is { } id)
        {
            addresses.Insert(4, ("one finding, with its life", $"findings/{id}"));
        }

        return addresses;
    }

    private static RemediationKpi? Of(KpiReport report, Severity severity) => report.Remediation.FirstOrDefault(k => k.Severity == severity && k.Window == Window);

    private static IEnumerable<RemediationKpi> High(KpiReport report) => report.Remediation.Where(k => k.Severity >= Severity.High && k.Window == Window);

    private static IEnumerable<BacklogKpi> Backlog(KpiReport report) => report.Backlog.Where(b => b.Severity >= Severity.High);

    private static ReleaseKpi? Release(KpiReport report, string maturity) => report.Releases.FirstOrDefault(r => r.Maturity == maturity && r.Window == Window);

    private static string Duration(double? seconds) => seconds switch
    {
        null => "-",
        < 86_400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:0.0} d"),
    };

    private static string Share(int part, int whole) => Ratio(whole == 0 ? null : (double)part / whole);

    private static string Ratio(double? ratio) => ratio is { } r ? string.Create(CultureInfo.InvariantCulture, $"{r * 100:0} %") : "-";

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
