using System.Text.Json.Nodes;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>What people do about a weakness: open a ticket, work on it, close it (too early, sometimes), or decide that it may stay.</summary>
internal static class DemoTickets
{
    private const int KeysPerWeek = 40;

    /// <summary>First ticket number of the weaknesses of a week.</summary>
    public static int FirstNumber(int week) => 1000 + (week * KeysPerWeek);

    /// <summary>First ticket number of the features of a week; the weaknesses stay below.</summary>
    public static int FirstFeature(int week) => FirstNumber(week) + KeysPerWeek - 5;

    public static IEnumerable<DemoEvent> About(Weakness weakness)
    {
        var numbers = new SeededNumbers($"{weakness.Service.Name} people {weakness.Number}");
        var pace = weakness.Service.Team.HighDays / 9;
        var noticed = weakness.From.AddHours(12 + (pace * 40 * numbers.Fraction()));
        if (Decided(weakness, noticed, numbers) is { } decision)
        {
            yield return decision;
            if (decision.Data["until"] is not null && numbers.Chance(0.2))
            {
                yield return Decision(weakness, decision.Time.AddDays(20), "reinstated", null, "The supplier's fix is out");
            }
        }
        else if (weakness.Severity >= Severity.High && numbers.Chance(0.8) && noticed < weakness.Until)
        {
            var life = weakness.Until - weakness.From;
            var tooEarly = numbers.Chance(0.1);
            var key = $"{weakness.Service.Project}-{weakness.Number}";
            yield return Ticket(weakness.Service, key, noticed, "open", weakness.Rule);
            yield return Ticket(weakness.Service, key, noticed + ((weakness.Until - noticed) * 0.3), "in_progress", weakness.Rule);
            yield return Ticket(weakness.Service, key, tooEarly ? noticed + ((weakness.Until - noticed) * 0.5) : weakness.From + life + TimeSpan.FromHours(30), "closed", weakness.Rule);
        }
    }

    public static DemoEvent Ticket(DemoService service, string key, DateTimeOffset at, string status, string rule)
    {
        var data = new JsonObject
        {
            ["tracker"] = "jira",
            ["key"] = key,
            ["status"] = status,
            ["url"] = $"https://tickets.harbourstreet.example/browse/{key}",
            ["assignee"] = $"{service.Team.Name}-team",
            ["rules"] = new JsonArray(rule),
        };
        return new DemoEvent(at, "ticket.changed", "/harbour-street/tickets", $"{key}/{status}", service.Name, data);
    }

    private static DemoEvent? Decided(Weakness weakness, DateTimeOffset at, SeededNumbers numbers) => weakness switch
    {
        FlawedLine when numbers.Chance(0.1) => Decision(weakness, at, "false_positive", null, "The value never comes from outside"),
        VulnerablePackage { Known.Ecosystem: "deb" } when numbers.Chance(0.08) => Decision(weakness, at, "not_affected", null, "The program is in the image and never runs"),
        _ when weakness.Severity is Severity.High or Severity.Medium && weakness.Until - weakness.From > TimeSpan.FromDays(60) && numbers.Chance(0.2) =>
            Decision(weakness, at, "risk_accepted", at.AddDays(45), "Will go with the next rebuild of the base image"),
        _ => null,
    };

    private static DemoEvent Decision(Weakness weakness, DateTimeOffset at, string decision, DateTimeOffset? until, string why)
    {
        var data = new JsonObject
        {
            ["match"] = weakness.Match,
            ["decision"] = decision,
            ["by"] = DemoCatalogue.ChampionOf(weakness.Service.Team.Name),
            ["justification"] = why,
        };
        if (until is { } end)
        {
            data["until"] = DemoEvent.Rfc3339(end);
        }

        return new DemoEvent(at, "finding.triaged", "/harbour-street/triage", $"{weakness.Service.Name}/{weakness.Number}/{decision}", weakness.Service.Name, data);
    }
}
