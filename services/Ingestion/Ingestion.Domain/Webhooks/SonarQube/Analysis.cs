using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.SonarQube;

/// <summary>
/// An analysis has ended, with the verdict of the quality gate. It names no finding and counts some, so it says that a scan took place and no more:
/// a partial one without results, which opens and closes nothing (docs/decisions/0055).
/// </summary>
internal static class Analysis
{
    private const string Target = "quality gate";

    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var payload = delivery.Payload;
        var scan = new ScanDescription(
            "sonarqube", $"{delivery.Origin}/{Target}", Stage.Build, null, payload["revision"].Text, BranchOf(delivery), Complete: false, payload["status"].Is("SUCCESS"));
        return [new Said($"analyses/{payload.Required("taskId")}", payload["analysedAt"].Time, new ScanPart(NativeContent.NoHeader, delivery.Service, scan, 0, 1, []))];
    }

    /// <summary>Null for the main branch, under whatever name: SonarQube knows which it is.</summary>
    private static string? BranchOf(Delivery delivery)
    {
        var branch = delivery.Payload["branch"];
        return branch["isMain"].Is("true") ? null : branch["type"].Is("PULL_REQUEST") ? $"pull/{branch["name"].Text}" : branch["name"].Text;
    }
}
