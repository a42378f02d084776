using System.Text.Json;
using System.Text.Json.Nodes;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Hosting.Audit;
using MetricsPlatform.Ingestion.Domain;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>What of a submission goes on record (docs/audit.md): decisions, whoever made them and whatever brought them.</summary>
internal static class DecisionRecord
{
    /// <param name="sender">Name of the key that sent it.</param>
    /// <returns>Null: it is no decision.</returns>
    public static AuditEntry? Of(NativeEvent message, AcceptedItem item, Guid submission, string? sender)
    {
        var (action, person, detail) = message switch
        {
            FindingTriaged triage => ("finding.triaged", triage.By, new JsonObject
            {
                ["decision"] = JsonSerializer.SerializeToNode(triage.Decision), ["until"] = triage.Until,
                ["rule"] = triage.Match.Rule, ["package"] = triage.Match.Package, ["path"] = triage.Match.Path,
            }),
            ScanWithdrawn withdrawn => ("scan.withdrawn", withdrawn.By, new JsonObject { ["scanSource"] = withdrawn.ScanSource, ["scan"] = withdrawn.ScanId }),
            ScopeRetired retired => ("scope.retired", null, new JsonObject { ["tool"] = retired.Tool, ["target"] = retired.Target }),
            ServiceRetired => ("service.retired", null, []),
            _ => (null, null, new JsonObject()),
        };
        if (action is null)
        {
            return null;
        }
        detail["source"] = item.Source;
        detail["id"] = item.Id;
        detail["submission"] = submission;
        // All that it says, with what is not here: why, and by whom.
        detail["contentSha256"] = Convert.ToHexStringLower(item.ContentHash.Span);
        return new AuditEntry(sender, action, message.Service, detail) { Person = person };
    }
}
