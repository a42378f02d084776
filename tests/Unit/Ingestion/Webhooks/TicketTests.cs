using System.Text.RegularExpressions;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Ingestion.Webhooks;

/// <summary>Tickets of every tracker.</summary>
public sealed class TicketTests
{
    [Theory]
    [InlineData("github", "issues", "acme/checkout#7", "github", "checkout", TicketStatus.Open)]
    [InlineData("gitlab", null, "acme/checkout#7", "gitlab", "checkout", TicketStatus.Closed)]
    [InlineData("jira", null, "PAY-7", "jira", "payments", TicketStatus.InProgress)]
    [InlineData("azure-devops", null, "7", "azure-devops", "web", TicketStatus.InProgress)]
    public void A_ticket_with_the_label_is_about_what_its_title_and_labels_name(string sender, string? name, string key, string tracker, string service, TicketStatus status)
    {
        var (time, said) = Assert.Single(Webhook.Said(sender, Tickets[sender], name));

        var ticket = Assert.IsType<TicketChanged>(said);
        Assert.Equal((key, tracker, service, status), (ticket.Key, ticket.Tracker, ticket.Service, ticket.Status));
        Assert.Equal(["CVE-2021-44228", "GHSA-jfh8-c2jp-5v3q"], ticket.Rules.Order());
        Assert.Equal((Webhook.At("2026-03-03T10:00:00Z"), "ada"), (time, ticket.Assignee));
        Assert.NotNull(ticket.Url);
    }

    [Theory]
    [InlineData("github", "issues")]
    [InlineData("gitlab", null)]
    [InlineData("jira", null)]
    [InlineData("azure-devops", null)]
    public void A_ticket_without_the_label_is_none_of_ours(string sender, string? name) =>
        Assert.Equal("no_security_ticket", Webhook.Unused(sender, Tickets[sender].Replace("Security", "Chore", StringComparison.Ordinal), name));

    [Theory]
    [InlineData("github", "issues", "\"action\": \"edited\"", "\"action\": \"deleted\"")]
    [InlineData("github", "issues", "\"state\": \"open\"", "\"state\": \"closed\"")]
    [InlineData("jira", null, "jira:issue_updated", "jira:issue_deleted")]
    [InlineData("jira", null, "indeterminate", "done")]
    [InlineData("azure-devops", null, "workitem.updated", "workitem.deleted")]
    [InlineData("azure-devops", null, "Active", "Done")]
    public void A_ticket_that_is_closed_or_gone_is_closed(string sender, string? name, string before, string after) => Assert.Equal(
        TicketStatus.Closed, ((TicketChanged)Assert.Single(Webhook.Said(sender, Tickets[sender].Replace(before, after, StringComparison.Ordinal), name)).Event).Status);

    [Fact]
    public void A_component_of_a_Jira_project_may_be_a_service_of_its_own() => Assert.Equal(
        "cards", Assert.Single(Webhook.Said("jira", Tickets["jira"].Replace("\"Web shop\"", "\"Cards\"", StringComparison.Ordinal))).Event.Service);

    [Fact]
    public void A_Jira_issue_that_moved_is_closed_under_its_old_key()
    {
        var said = Webhook.Said("jira", Tickets["jira"].Replace(
            "\"timestamp\"", """ "changelog": { "items": [{ "field": "Key", "fromString": "OLD-1", "toString": "PAY-7" }] }, "timestamp" """, StringComparison.Ordinal));

        Assert.Equal([("OLD-1", TicketStatus.Closed), ("PAY-7", TicketStatus.InProgress)], said.Select(s => (((TicketChanged)s.Event).Key, ((TicketChanged)s.Event).Status)));
    }

    [Theory]
    [InlineData(@"VULN-\d+", "VULN-12")]
    [InlineData(@"ref:(?<id>\d+)", "77")]
    public void A_pattern_finds_ids_in_the_places_that_are_named(string pattern, string rule)
    {
        var settings = Webhook.Settings with { TicketPattern = new Regex(pattern, RegexOptions.NonBacktracking), TicketPlaces = ["description"] };

        var ticket = (TicketChanged)Assert.Single(Webhook.Said("github", Tickets["github"], "issues", settings)).Event;
        Assert.Equal([rule], ticket.Rules);
    }

    /// <summary>What trackers send of ticket 7, cut to what matters.</summary>
    private static readonly Dictionary<string, string> Tickets = new()
    {
        ["github"] = """
            { "action": "edited", "repository": { "full_name": "acme/checkout" }, "issue": { "number": 7, "title": "Log4Shell CVE-2021-44228", "body": "see VULN-12, ref:77",
              "state": "open", "labels": [{ "name": "Security" }, { "name": "GHSA-jfh8-c2jp-5v3q" }], "assignee": { "login": "ada" }, "html_url": "https://github.com/acme/checkout/issues/7",
              "updated_at": "2026-03-03T10:00:00Z" } }
            """,
        ["gitlab"] = """
            { "object_kind": "issue", "project": { "path_with_namespace": "acme/checkout" }, "object_attributes": { "iid": 7, "title": "Log4Shell CVE-2021-44228", "state": "closed",
              "url": "https://gitlab.example/acme/checkout/-/issues/7", "updated_at": "2026-03-03 10:00:00 UTC" },
              "labels": [{ "title": "Security" }, { "title": "GHSA-jfh8-c2jp-5v3q" }], "assignees": [{ "username": "ada" }] }
            """,
        ["jira"] = """
            { "webhookEvent": "jira:issue_updated", "timestamp": 1772532000000, "issue": { "key": "PAY-7", "self": "https://jira.example/rest/api/2/issue/10002", "fields": {
              "project": { "key": "PAY" }, "components": [{ "name": "Web shop" }], "summary": "Log4Shell CVE-2021-44228", "labels": ["Security", "GHSA-jfh8-c2jp-5v3q"],
              "status": { "name": "Doing", "statusCategory": { "key": "indeterminate" } }, "assignee": { "displayName": "ada" }, "updated": "2026-03-03T11:00:00.000+0100" } } }
            """,
        ["azure-devops"] = """
            { "eventType": "workitem.updated", "createdDate": "2026-03-03T10:00:01Z", "resource": { "id": 3, "workItemId": 7, "_links": { "html": { "href": "https://dev.azure.com/f/7" } },
              "fields": { "System.State": { "oldValue": "New", "newValue": "Active" } }, "revision": { "id": 7, "fields": { "System.TeamProject": "Fabrikam", "System.AreaPath": "Fabrikam\\Web",
                "System.State": "Active", "System.Title": "Log4Shell CVE-2021-44228", "System.Tags": "Security; GHSA-jfh8-c2jp-5v3q", "System.AssignedTo": { "displayName": "ada" },
                "System.ChangedDate": "2026-03-03T10:00:00Z" } } } }
            """,
    };
}
