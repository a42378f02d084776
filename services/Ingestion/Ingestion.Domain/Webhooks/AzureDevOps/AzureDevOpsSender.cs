using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Webhooks.Signatures;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.AzureDevOps;

/// <summary>Azure DevOps' service hooks: learn.microsoft.com/azure/devops/service-hooks/events. They sign nothing; they show a password.</summary>
internal sealed class AzureDevOpsSender : EventSender
{
    public override string Name => "azure-devops";

    protected override IReadOnlyDictionary<string, ReadDelivery> Events { get; } = new Dictionary<string, ReadDelivery>
    {
        ["build.complete"] = BuildCompleted.Read,
        ["ms.vss-release.deployment-completed-event"] = DeploymentCompleted.Read,
        ["workitem.created"] = WorkItem.Read,
        ["workitem.updated"] = WorkItem.Read,
        ["workitem.deleted"] = WorkItem.Read,
        ["workitem.restored"] = WorkItem.Read,
    };

    public override bool IsSigned(WebhookRequest request, string secret) => BasicPassword.Check(request, secret);

    protected override string? EventOf(WebhookRequest request, ReportValue payload) => payload["eventType"].Text;

    /// <summary>A project holds several services, told apart by area path, or by build or release definition: <c>Fabrikam/Web</c> before <c>Fabrikam</c>.</summary>
    protected override IEnumerable<string> OriginsOf(ReportValue payload)
    {
        var resource = payload["resource"];
        var fields = WorkItem.FieldsOf(resource);
        var project = fields["System.TeamProject"].Text ?? resource["project"]["name"].Text ?? payload["resourceContainers"]["project"]["id"].Text;
        var definition = resource["definition"]["name"].Text ?? resource["environment"]["releaseDefinition"]["name"].Text;
        return project is null ? [] : new[]
        {
            fields["System.AreaPath"].Text?.Replace('\\', '/'), definition is null ? null : $"{project}/{definition}", project,
        }.OfType<string>();
    }
}
