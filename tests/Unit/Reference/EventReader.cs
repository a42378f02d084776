using System.Text.Json;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>Reads a batch of CloudEvents (docs/events.md) into contract records; a scan is one part. Trusts its input.</summary>
public static class EventReader
{
    public static IReadOnlyList<NativeEvent> Read(string batch)
    {
        using var document = JsonDocument.Parse(batch);
        return [.. document.RootElement.EnumerateArray().Select(ReadEvent)];
    }

    private static NativeEvent ReadEvent(JsonElement e)
    {
        var header = new EventHeader(e.Text("source"), e.Text("id"), e.GetProperty("time").GetDateTimeOffset().ToUniversalTime(), Guid.Empty, 0, default);
        var data = e.GetProperty("data");
        var service = data.Text("service");
        return e.Text("type") switch
        {
            "metricsplatform.scan.completed.v1" => new ScanPart(
                header, service,
                new ScanDescription(
                    data.Text("tool"), data.TextOrNull("target") ?? "", data.Word<Stage>("stage") ?? Stage.Build, data.TextOrNull("version"),
                    data.TextOrNull("commit"), data.TextOrNull("branch"), data.Flag("complete"), data.Flag("successful")),
                0, 1, [.. data.List("results").Select(ReadResult)]),
            "metricsplatform.release.deployed.v1" => new ReleaseDeployed(
                header, service, data.Text("version"), data.TextOrNull("commit"), data.TextOrNull("environment") ?? "production",
                data.Word<DeploymentOutcome>("outcome") ?? DeploymentOutcome.Succeeded, data.Texts("features"), data.TextOrNull("url")),
            "metricsplatform.finding.triaged.v1" => new FindingTriaged(
                header, service, ReadMatch(data.GetProperty("match")), data.Word<TriageDecision>("decision")!.Value, data.Time("until"),
                data.TextOrNull("by"), data.TextOrNull("justification")),
            "metricsplatform.ticket.changed.v1" => new TicketChanged(
                header, service, data.Text("tracker"), data.Text("key"), data.Word<TicketStatus>("status")!.Value, data.TextOrNull("url"),
                data.TextOrNull("assignee"), data.Texts("rules")),
            "metricsplatform.scan.withdrawn.v1" => new ScanWithdrawn(
                header, service, data.GetProperty("scan").Text("source"), data.GetProperty("scan").Text("id"), data.TextOrNull("reason"), data.TextOrNull("by")),
            "metricsplatform.scope.retired.v1" => new ScopeRetired(header, service, data.Text("tool"), data.TextOrNull("target") ?? ""),
            "metricsplatform.service.retired.v1" => new ServiceRetired(header, service),
            "metricsplatform.incident.changed.v1" => new IncidentChanged(
                header, service, data.Text("key"), data.Word<IncidentStatus>("status")!.Value, data.TextOrNull("environment"), data.TextOrNull("version"),
                data.TextOrNull("severity"), data.TextOrNull("url"), data.Texts("features")),
            var type => throw new InvalidOperationException($"No reader for {type}."),
        };
    }

    private static TriageMatch ReadMatch(JsonElement match) => new(match.Text("rule"), match.TextOrNull("package"), match.TextOrNull("path"));

    private static ScanResult ReadResult(JsonElement result)
    {
        double? cvss = result.TryGetProperty("cvss", out var score) ? score.GetDouble() : null;
        return new ScanResult
        {
            Kind = result.Word<FindingKind>("kind")!.Value,
            Rule = result.Text("rule"),
            Aliases = result.Texts("aliases"),
            Severity = result.Word<Severity>("severity") ?? LevelOf(cvss!.Value),
            Cvss = cvss,
            Title = result.TextOrNull("title"),
            Cwe = [.. result.List("cwe").Select(cwe => cwe.GetInt32())],
            Package = result.TextOrNull("package"),
            FixedIn = result.TextOrNull("fixedIn"),
            Path = result.TextOrNull("path"),
            Line = result.TryGetProperty("line", out var line) ? line.GetInt32() : null,
            Resource = result.TextOrNull("resource"),
            Url = result.TextOrNull("url"),
            Method = result.TextOrNull("method"),
            Parameter = result.TextOrNull("parameter"),
            Fingerprint = result.TextOrNull("fingerprint"),
            ContextHash = result.TextOrNull("contextHash"),
        };
    }

    private static Severity LevelOf(double cvss) =>
        cvss >= 9.0 ? Severity.Critical : cvss >= 7.0 ? Severity.High : cvss >= 4.0 ? Severity.Medium : cvss > 0 ? Severity.Low : Severity.Info;

    private static string Text(this JsonElement e, string name) => e.GetProperty(name).GetString()!;

    private static string? TextOrNull(this JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool Flag(this JsonElement e, string name) => !e.TryGetProperty(name, out var value) || value.GetBoolean();

    private static DateTimeOffset? Time(this JsonElement e, string name) =>
        e.TryGetProperty(name, out var value) ? value.GetDateTimeOffset().ToUniversalTime() : null;

    private static T? Word<T>(this JsonElement e, string name) where T : struct =>
        e.TryGetProperty(name, out var value) ? value.Deserialize<T>() : null;

    private static JsonElement.ArrayEnumerator List(this JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.EnumerateArray() : default;

    private static IReadOnlyList<string> Texts(this JsonElement e, string name) => [.. e.List(name).Select(value => value.GetString()!)];
}
