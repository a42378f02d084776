using MetricsPlatform.Contracts;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitHub;

/// <summary><c>issues</c>. GitHub's issues are open or closed, nothing between.</summary>
internal static class Issues
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var issue = delivery.Payload["issue"];
        var isDeleted = delivery.Payload["action"].Is("deleted");
        return new Ticket(
            $"{delivery.Origin}#{issue.Required("number")}",
            isDeleted || issue["state"].Is("closed") ? TicketStatus.Closed : TicketStatus.Open,
            [.. issue["labels"].Each().Select(label => label["name"].Text).OfType<string>()])
        {
            Title = issue["title"].Text,
            Description = issue["body"].Text,
            Url = issue["html_url"].Text,
            Assignee = issue["assignee"]["login"].Text,
            // Of a deletion GitHub tells no time.
            At = isDeleted ? null : issue["updated_at"].Time,
        }.Say(delivery, "github");
    }
}
