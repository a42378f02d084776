using MetricsPlatform.Contracts;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>What goes wrong in a service, week by week, and how long it takes to be put right.</summary>
internal static class WeaknessDraw
{
    /// <summary>Nothing in the demo stands longer; so a slice of the history needs no more weeks before it than these.</summary>
    public const int LongestWeeks = 40;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7 * LongestWeeks);

    private static readonly string[] Pages = ["/", "/login", "/search", "/account", "/orders"];

    public static IEnumerable<Weakness> Between(DemoService service, int firstWeek, int lastWeek) =>
        Enumerable.Range(firstWeek - LongestWeeks, lastWeek - firstWeek + LongestWeeks + 1)
            .SelectMany(week => ByChance(service, week).Concat(DemoStories.WeaknessesOf(service, week)));

    /// <summary>How long the service's team takes for a weakness of this severity.</summary>
    public static TimeSpan TimeToFix(DemoService service, Severity severity, SeededNumbers numbers)
    {
        var team = service.Team;
        var typical = severity switch
        {
            Severity.Critical => team.CriticalDays,
            Severity.High => team.HighDays,
            Severity.Medium => team.MediumDays,
            _ => team.LowDays,
        };
        if (severity < Severity.Critical && numbers.Chance(team.Neglect))
        {
            return Longest;
        }

        var days = typical * (0.3 - (0.8 * Math.Log(1 - numbers.Fraction())));
        return TimeSpan.FromMinutes(Math.Round(Math.Min(days, Longest.TotalDays) * 1440));
    }

    private static IEnumerable<Weakness> ByChance(DemoService service, int week)
    {
        var numbers = new SeededNumbers($"{service.Name} weaknesses {week}");
        var number = DemoTickets.FirstNumber(week);
        var packages = KnownVulnerability.All.Where(k => k.Ecosystem == service.Ecosystem || k.Ecosystem == "deb").ToList();
        var code = KnownRules.CodeOf(service.Ecosystem);

        (DateTimeOffset From, DateTimeOffset Until) Life(Severity severity)
        {
            var from = DemoCalendar.At(week, numbers.Index(7), numbers.Index(24), numbers.Index(60));
            return (from, from + TimeToFix(service, severity, numbers));
        }

        for (var left = numbers.Count(0.9); left > 0; left--)
        {
            var known = numbers.Pick(packages);
            IReadOnlyList<string> targets = numbers.Chance(0.6) ? service.Targets : [numbers.Pick(service.Targets)];
            var (from, until) = Life(known.Severity);
            yield return new VulnerablePackage(service, number++, known, targets, from, until);
        }

        for (var left = numbers.Count(0.45); left > 0; left--)
        {
            var slot = numbers.Index(code.Count);
            var (from, until) = Life(code[slot].Severity);
            yield return new FlawedLine(service, number++, code[slot], numbers.Pick(service.Files), slot, from, until);
        }

        for (var left = numbers.Count(0.05); left > 0; left--)
        {
            var slot = numbers.Index(KnownRules.Secrets.Count);
            var (from, until) = Life(KnownRules.Secrets[slot].Severity);
            yield return new FlawedLine(service, number++, KnownRules.Secrets[slot], numbers.Pick(service.Files), code.Count + slot, from, until);
        }

        for (var left = numbers.Count(0.12); left > 0; left--)
        {
            var known = numbers.Pick(KnownRules.Configuration);
            var (from, until) = Life(known.Severity);
            yield return new Misconfiguration(service, number++, known, from, until);
        }

        for (var left = service.Host is null ? 0 : numbers.Count(0.25); left > 0; left--)
        {
            var known = numbers.Pick(KnownRules.Pages);
            var (from, until) = Life(known.Severity);
            yield return new ExposedPage(service, number++, known, numbers.Pick(Pages), from, until);
        }
    }
}
