using MetricsPlatform.Ingestion.Domain.Formats.GitHub;
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
        var found = new Translation();
        GitHubCodeScanning.Alert(item, instance, alert.Identity, found);
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
}
