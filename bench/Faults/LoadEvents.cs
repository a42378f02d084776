using System.Text.Json.Nodes;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Bench.Faults;

/// <summary>An endless sequence of events, the same in every run: scans that open and close findings, deployments, decisions.</summary>
internal static class LoadEvents
{
    public const int Services = 24;

    private const int Rules = 12;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="prefix">Of sources and services, so that the same events can be sent twice and do not meet.</param>
    public static JsonNode At(int number, string prefix)
    {
        var (service, at) = ($"{prefix}-{number % Services}", Start.AddMinutes(number));
        var round = number / Services;
        var e = (round % 8) switch
        {
            5 => Events.Deployment($"{number}", at, service, $"1.{round}", $"c{round}"),
            6 => Triage(number, at, service, round),
            _ => Scan(number, at, service, round),
        };
        e["source"] = $"/{prefix}";
        return e;
    }

    public static string Service(int number, string prefix) => $"{prefix}-{number}";

    /// <summary>Instants at which figures of the first so many events differ.</summary>
    public static IEnumerable<DateTimeOffset> Instants(int count) => [Start.AddMinutes(count / 3), Start.AddMinutes(count), Start.AddMinutes(count).AddDays(20)];

    private static JsonObject Scan(int number, DateTimeOffset at, string service, int round) => Events.Scan(
        $"{number}", at, service, round % 2 == 0 ? "trivy" : "grype",
        [.. Enumerable.Range(0, Rules).Where(rule => ((round * 31) + (rule * 17) + (number % 7)) % 5 < 3).Select(rule => Events.Dependency($"CVE-2025-{rule}", $"pkg:npm/p{rule}@1"))]);

    private static JsonObject Triage(int number, DateTimeOffset at, string service, int round) => new()
    {
        ["specversion"] = "1.0",
        ["type"] = "metricsplatform.finding.triaged.v1",
        ["id"] = $"{number}",
        ["time"] = $"{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
        ["data"] = new JsonObject
        {
            ["service"] = service,
            ["match"] = new JsonObject { ["rule"] = $"CVE-2025-{round % Rules}" },
            ["decision"] = round % 16 < 8 ? "false_positive" : "reinstated",
        },
    };
}
