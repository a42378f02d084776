using System.Text.Json.Nodes;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>Each service goes to staging on Tuesday and to production on Thursday; once in a while it goes wrong.</summary>
internal static class DemoReleases
{
    /// <summary>Phase of the cycle in which the ledger's deployment fails and is repeated a day later.</summary>
    private const int FailurePhase = 6;

    /// <summary>Phase of the cycle in which checkout has an incident and is rolled back.</summary>
    private const int RollbackPhase = 21;

    public static IEnumerable<DemoEvent> Of(DemoService service, int week)
    {
        yield return Deployment(service, week, DemoCalendar.At(week, 1, 9, 40), "staging", "succeeded");

        var live = DemoCalendar.ToProduction(service, week);
        var fails = service.Name == "ledger" && DemoCalendar.Phase(week) == FailurePhase;
        yield return Deployment(service, week, live, "production", fails ? "failed" : "succeeded");
        if (fails)
        {
            yield return Deployment(service, week, live.AddDays(1), "production", "succeeded");
        }

        if (IsRolledBack(service, week))
        {
            var back = live.AddHours(20);
            yield return Incident(service, week, live.AddHours(17), "open");
            yield return Deployment(service, week - 1, back, "production", "rolled_back");
            yield return Incident(service, week, back.AddMinutes(25), "resolved");
        }
    }

    /// <summary>The week whose version was the last to reach production by <paramref name="at"/> (a weekend: nothing is in between).</summary>
    public static int LiveWeek(DemoService service, DateTimeOffset at)
    {
        var latest = DemoCalendar.ReleaseInTheMaking(service, at) - 1;
        return IsRolledBack(service, latest) ? latest - 1 : latest;
    }

    private static bool IsRolledBack(DemoService service, int week) =>
        service.Name == "checkout" && DemoCalendar.Phase(week) == RollbackPhase;

    private static DemoEvent Deployment(DemoService service, int week, DateTimeOffset at, string environment, string outcome)
    {
        var data = new JsonObject
        {
            ["version"] = DemoCalendar.Version(week),
            ["commit"] = DemoCalendar.Commit(service, week),
            ["environment"] = environment,
            ["outcome"] = outcome,
            ["features"] = new JsonArray([.. Features(service, week).Select(f => (JsonNode)f)]),
        };
        return new DemoEvent(at, "release.deployed", "/harbour-street/deliveries", $"{service.Name}/{environment}/{DemoEvent.Stamp(at)}", service.Name, data);
    }

    /// <summary>What a week's version brings: up to three features.</summary>
    private static IEnumerable<string> Features(DemoService service, int week)
    {
        var count = new SeededNumbers($"{service.Name} features {week}").Index(4);
        return Enumerable.Range(DemoTickets.FirstFeature(week), count).Select(n => $"{service.Project}-{n}");
    }

    private static DemoEvent Incident(DemoService service, int week, DateTimeOffset at, string status)
    {
        var data = new JsonObject
        {
            ["key"] = $"INC-{week}",
            ["status"] = status,
            ["environment"] = "production",
            ["version"] = DemoCalendar.Version(week),
            ["severity"] = "high",
        };
        return new DemoEvent(at, "incident.changed", "/harbour-street/on-call", $"INC-{week}/{status}", service.Name, data);
    }
}
