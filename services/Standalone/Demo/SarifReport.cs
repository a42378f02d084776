using System.Text.Json.Nodes;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>Writes SARIF 2.1.0 the way code and secret scanners do: one run, its rules, its results, where and when it ran.</summary>
internal static class SarifReport
{
    public static JsonObject Of(string tool, string category, DemoService service, int week, DateTimeOffset at, IReadOnlyList<FlawedLine> flaws)
    {
        var rules = flaws.Select(f => f.Known).DistinctBy(r => r.Id).ToList();
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject { ["name"] = tool, ["rules"] = new JsonArray([.. rules.Select(r => Rule(r, category))]) },
                },
                ["versionControlProvenance"] = new JsonArray(new JsonObject
                {
                    ["repositoryUri"] = $"https://git.harbourstreet.example/{service.Name}",
                    ["revisionId"] = DemoCalendar.Commit(service, week),
                    ["branch"] = "main",
                }),
                ["invocations"] = new JsonArray(new JsonObject
                {
                    ["executionSuccessful"] = true,
                    ["startTimeUtc"] = DemoEvent.Rfc3339(at),
                    ["endTimeUtc"] = DemoEvent.Rfc3339(at.AddMinutes(3)),
                }),
                ["results"] = new JsonArray([.. flaws.Select(f => Result(f, rules.IndexOf(f.Known), week))]),
            }),
        };
    }

    private static JsonObject Rule(KnownRule rule, string category) => new()
    {
        ["id"] = rule.Id,
        ["shortDescription"] = new JsonObject { ["text"] = rule.Title },
        ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.Severity) },
        ["properties"] = new JsonObject
        {
            ["tags"] = new JsonArray("security", category, $"external/cwe/cwe-{rule.Cwe}"),
            ["security-severity"] = Score(rule.Severity),
        },
    };

    private static JsonObject Result(FlawedLine flaw, int ruleIndex, int week) => new()
    {
        ["ruleId"] = flaw.Known.Id,
        ["ruleIndex"] = ruleIndex,
        ["level"] = Level(flaw.Severity),
        ["message"] = new JsonObject { ["text"] = flaw.Known.Title },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = flaw.Path },
                ["region"] = new JsonObject { ["startLine"] = flaw.LineIn(week) },
            },
        }),
        ["fingerprints"] = new JsonObject { ["matchBasedId/v1"] = flaw.Fingerprint },
    };

    private static string Level(Severity severity) => severity switch
    {
        >= Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    private static string Score(Severity severity) => severity switch
    {
        Severity.Critical => "9.3",
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        _ => "3.0",
    };
}
