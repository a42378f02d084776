using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.Jira;

/// <summary>Issue created, updated or deleted. Where it stands is told by the category of its status, which every workflow has.</summary>
internal static class Issue
{
    private const string Tracker = "jira";

    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var payload = delivery.Payload;
        var issue = payload["issue"];
        var fields = issue["fields"];
        var isDeleted = payload["webhookEvent"].Is("jira:issue_deleted");
        var at = isDeleted ? payload["timestamp"].Time : fields["updated"].Time ?? payload["timestamp"].Time;
        var ticket = new Ticket(issue.Required("key"), isDeleted ? TicketStatus.Closed : StatusOf(fields["status"]["statusCategory"]["key"].Text), [.. fields["labels"].Texts])
        {
            Title = fields["summary"].Text,
            Description = fields["description"].Text,
            Url = UrlOf(issue),
            Assignee = fields["assignee"].First("displayName", "name"),
            At = at,
        };
        // An issue that moves to another project has a new key: under the old one nothing is open any more.
        return KeyBefore(payload) is { } old
            ? [.. (ticket with { Key = old, Status = TicketStatus.Closed }).Say(delivery, Tracker), .. ticket.Say(delivery, Tracker)]
            : ticket.Say(delivery, Tracker);
    }

    private static TicketStatus StatusOf(string? category) => category switch
    {
        "done" => TicketStatus.Closed,
        "indeterminate" => TicketStatus.InProgress,
        _ => TicketStatus.Open,
    };

    private static string? KeyBefore(ReportValue payload) =>
        payload["changelog"]["items"].Each().Where(item => item["field"].Is("Key")).Select(item => item["fromString"].Text).FirstOrDefault();

    /// <summary>The page for people: <c>self</c> is the address of the API.</summary>
    private static string? UrlOf(ReportValue issue) => issue["self"].Text?.IndexOf("/rest/", StringComparison.Ordinal) is > 0 and var end
        ? $"{issue["self"].Text![..end]}/browse/{issue["key"].Text}" : null;
}
