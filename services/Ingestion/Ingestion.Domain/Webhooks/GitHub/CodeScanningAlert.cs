using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitHub;

/// <summary><c>code_scanning_alert</c>: an alert appeared in a branch, was fixed in one, or somebody decided about it.</summary>
internal static class CodeScanningAlert
{
    private const string BranchPrefix = "refs/heads/";

    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var payload = delivery.Payload;
        var item = payload["alert"];
        var instance = item["most_recent_instance"].Exists ? item["most_recent_instance"] : item["instances"].Each().FirstOrDefault() ?? ReportValue.None;
        var reference = payload["ref"].Text ?? instance["ref"].Text;
        var alert = new Alert(
            delivery, $"code-scanning/{item.Required("number")}", ToolName.Of(item["tool"]["name"].Text) ?? "code-scanning",
            reference?.StartsWith(BranchPrefix, StringComparison.Ordinal) is true ? reference[BranchPrefix.Length..] : reference,
            payload["commit_oid"].Text ?? instance["commit_sha"].Text);
        var found = Translate(item, instance, alert);
        var now = item["updated_at"].Time;
        return payload["action"].Text switch
        {
            "created" => [alert.Present(item["created_at"].Time, found)],
            // A branch: that of the alert's creation was another one, so its time says nothing here.
            "appeared_in_branch" or "reopened" => [alert.Present(now, found)],
            "reopened_by_user" => [alert.Present(now, found), .. alert.Reinstated(found, now)],
            "closed_by_user" => alert.Decided(found, now),
            "fixed" => [alert.Gone(item["fixed_at"].Time ?? now)],
            var other => Said.NoChange($"The action '{other}' changes nothing about the alert."),
        };
    }

    private static Translation Translate(ReportValue item, ReportValue instance, Alert alert)
    {
        var rule = item["rule"];
        var into = new Translation();
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Code,
                Rule = rule.Required("id"),
                Severity = Severities.Of(rule["security_severity_level"].Text ?? rule["severity"].Text),
                Title = rule["description"].Text,
                Description = instance["message"]["text"].Text ?? rule["full_description"].Text,
                Help = item["html_url"].Text,
                Cwe = CweIds.Of(rule["tags"].Texts),
                Path = RepositoryPath.Normalise(instance["location"]["path"].Text ?? RepositoryPath.Root),
                Line = instance["location"]["start_line"].Positive,
                Fingerprint = alert.Identity,
            },
            DecisionOf(item["dismissed_reason"].Text) is { } decision
                ? new Verdict(decision, item["dismissed_comment"].Text ?? item["dismissed_reason"].Text, item["dismissed_by"]["login"].Text, item["dismissed_at"].Time)
                : null);
        return into;
    }

    private static TriageDecision? DecisionOf(string? reason) => reason switch
    {
        "false positive" => TriageDecision.FalsePositive,
        "used in tests" => TriageDecision.NotAffected,
        "won't fix" => TriageDecision.RiskAccepted,
        _ => null,
    };
}
