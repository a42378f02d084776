using System.Text.Json.Nodes;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>What happens once in a cycle, each in a week of its own.</summary>
internal static class DemoStories
{
    private const int Log4ShellPhase = 4;
    private const int PenetrationTestPhase = 9;
    private const int SeasonEndPhase = 14;
    private const int WrongImagePhase = 15;
    private const int CurlPhase = 17;
    private const int FeatureBranchPhase = 20;
    private const string SeasonImage = "season-import";

    private static readonly (string Suffix, Severity Severity, string Title, int DaysToClose)[] Reported =
    [
        ("1", Severity.High, "Another customer's order can be read by its number", 9),
        ("2", Severity.High, "A discount code can be used twice at the same time", 24),
        ("3", Severity.Medium, "Password reset tells which addresses are known", 80),
    ];

    /// <summary>A critical in many services on one Sunday, before the weekly look at production; and what only the season's image carries.</summary>
    public static IEnumerable<Weakness> WeaknessesOf(DemoService service, int week)
    {
        var sunday = DemoCalendar.At(week, 6, 5, 0);
        var number = DemoTickets.FirstNumber(week) + 30;
        switch (DemoCalendar.Phase(week))
        {
            case Log4ShellPhase when service.Ecosystem == "maven":
                yield return Everywhere(KnownVulnerability.Log4Shell);
                break;
            case CurlPhase:
                yield return Everywhere(KnownVulnerability.CurlSocks);
                break;
            case 1 when service.Name == "checkout":
                yield return new VulnerablePackage(service, number, KnownVulnerability.All[2], [SeasonImage], sunday, sunday.AddDays(200));
                break;
        }

        VulnerablePackage Everywhere(KnownVulnerability known) => new(
            service, number, known, service.Targets, sunday,
            sunday + WeaknessDraw.TimeToFix(service, Severity.Critical, new SeededNumbers($"{service.Name} {known.Id} {week}")));
    }

    public static IEnumerable<DemoEvent> Of(DemoService service, int week, IReadOnlyList<Weakness> weaknesses) => (service.Name, DemoCalendar.Phase(week)) switch
    {
        ("checkout", PenetrationTestPhase) => PenetrationTest(service, week),
        ("checkout", < SeasonEndPhase) => [DemoScans.Trivy(service, SeasonImage, DemoCalendar.At(week, 0, 4, 15), weaknesses)],
        ("checkout", SeasonEndPhase) => [SeasonEnds(service, week)],
        ("courier-labels", WrongImagePhase) => WrongImage(service, week),
        ("shop-web", FeatureBranchPhase) => [FeatureBranch(service, week)],
        _ => [],
    };

    private static IEnumerable<DemoEvent> PenetrationTest(DemoService service, int week)
    {
        var at = DemoCalendar.At(week, 4, 16, 0);
        string Rule(string suffix) => $"PT-{DemoCalendar.Version(week)}-{suffix}";
        yield return DemoScans.Scan(service, "penetration-test", "", at, "production", DemoReleases.LiveWeek(service, at), withVersion: true,
            Reported.Select(r => new JsonObject
            {
                ["kind"] = "manual",
                ["rule"] = Rule(r.Suffix),
                ["severity"] = r.Severity == Severity.High ? "high" : "medium",
                ["title"] = r.Title,
            }));
        foreach (var (suffix, _, _, days) in Reported)
        {
            var key = $"{service.Project}-{Rule(suffix)}";
            yield return DemoTickets.Ticket(service, key, at.AddHours(2), "open", Rule(suffix));
            yield return DemoTickets.Ticket(service, key, at.AddDays(days), "closed", Rule(suffix));
        }
    }

    /// <summary>The image that imports the season's goods is not built any more.</summary>
    private static DemoEvent SeasonEnds(DemoService service, int week)
    {
        var at = DemoCalendar.At(week, 0, 8, 0);
        return new DemoEvent(at, "scope.retired", "/harbour-street/deliveries", $"{service.Name}/{SeasonImage}/{DemoEvent.Stamp(at)}", service.Name,
            new JsonObject { ["tool"] = "trivy", ["target"] = SeasonImage });
    }

    /// <summary>A pipeline scans an empty image in place of the service's own, which seems to fix everything; a day later the scan is withdrawn.</summary>
    private static IEnumerable<DemoEvent> WrongImage(DemoService service, int week)
    {
        var scan = DemoScans.Scan(service, "trivy", service.Targets[0], DemoCalendar.At(week, 2, 13, 30), "build", week, withVersion: true, []);
        yield return scan;
        yield return new DemoEvent(scan.Time.AddDays(1), "scan.withdrawn", "/harbour-street/triage", $"{service.Name}/{DemoEvent.Stamp(scan.Time)}", service.Name,
            new JsonObject
            {
                ["scan"] = new JsonObject { ["source"] = scan.Source, ["id"] = scan.Id },
                ["reason"] = "The pipeline scanned an empty image",
                ["by"] = DemoCatalogue.ChampionOf(service.Team.Name),
            });
    }

    /// <summary>A scan of a branch that is not merged yet: it opens nothing.</summary>
    private static DemoEvent FeatureBranch(DemoService service, int week)
    {
        var at = DemoCalendar.At(week, 3, 15, 20);
        var flaw = new FlawedLine(service, 0, KnownRules.CodeOf(service.Ecosystem)[0], service.Files[0], 20, at, at.AddDays(1));
        var scan = DemoScans.Scan(service, "codeql", "", at, "build", null, withVersion: false, [DemoScans.Code(flaw, week, fingerprint: true)]);
        scan.Data["branch"] = "feature/gift-cards";
        scan.Data["complete"] = false;
        return scan;
    }
}
