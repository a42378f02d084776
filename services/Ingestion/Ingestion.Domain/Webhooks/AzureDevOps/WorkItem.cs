using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.AzureDevOps;

/// <summary>Work item created, updated, deleted or restored. Tags are its labels.</summary>
internal static class WorkItem
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var payload = delivery.Payload;
        var resource = payload["resource"];
        var fields = FieldsOf(resource);
        var isDeleted = payload["eventType"].Is("workitem.deleted");
        return new Ticket(
            NumberOf(resource),
            isDeleted ? TicketStatus.Closed : StatusOf(fields["System.State"].Text),
            fields["System.Tags"].Text?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            Title = fields["System.Title"].Text,
            Description = fields.First("System.Description", "Microsoft.VSTS.TCM.ReproSteps"),
            Url = resource["_links"]["html"]["href"].Text,
            Assignee = fields["System.AssignedTo"].Text ?? fields["System.AssignedTo"]["displayName"].Text,
            At = isDeleted ? payload["createdDate"].Time : fields["System.ChangedDate"].Time ?? payload["createdDate"].Time,
        }.Say(delivery, "azure-devops");
    }

    /// <summary>All fields: of an update they stand in its revision, while its own are the changes.</summary>
    public static ReportValue FieldsOf(ReportValue resource) => resource["revision"]["fields"].Exists ? resource["revision"]["fields"] : resource["fields"];

    /// <summary>Of an update, <c>id</c> is the update's.</summary>
    private static string NumberOf(ReportValue resource) => resource["revision"]["id"].Text ?? resource["workItemId"].Text ?? resource.Required("id");

    /// <summary>The states of the processes that Azure DevOps brings; the payload does not tell the category of others, which count as open.</summary>
    private static TicketStatus StatusOf(string? state) => state switch
    {
        "Closed" or "Done" or "Completed" or "Removed" => TicketStatus.Closed,
        "Active" or "Committed" or "Doing" or "In Progress" or "Resolved" => TicketStatus.InProgress,
        _ => TicketStatus.Open,
    };
}
