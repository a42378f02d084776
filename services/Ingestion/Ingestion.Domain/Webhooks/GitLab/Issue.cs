using MetricsPlatform.Contracts;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitLab;

/// <summary>Issue and work item events.</summary>
internal static class Issue
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var issue = delivery.Payload["object_attributes"];
        return new Ticket(
            $"{delivery.Origin}#{issue.Required("iid")}",
            issue["state"].Is("closed") ? TicketStatus.Closed : TicketStatus.Open,
            [.. delivery.Payload["labels"].Each().Select(label => label["title"].Text).OfType<string>()])
        {
            Title = issue["title"].Text,
            Description = issue["description"].Text,
            Url = issue["url"].Text,
            Assignee = delivery.Payload["assignees"].Each().Select(person => person["username"].Text).FirstOrDefault(),
            At = issue["updated_at"].Time,
        }.Say(delivery, "gitlab");
    }
}
