using MetricsPlatform.Ingestion.Domain.Webhooks.AzureDevOps;
using MetricsPlatform.Ingestion.Domain.Webhooks.GitHub;
using MetricsPlatform.Ingestion.Domain.Webhooks.GitLab;
using MetricsPlatform.Ingestion.Domain.Webhooks.Jira;
using MetricsPlatform.Ingestion.Domain.Webhooks.SonarQube;
using MetricsPlatform.Ingestion.Domain.Webhooks.Standard;

namespace MetricsPlatform.Ingestion.Domain.Webhooks;

/// <summary>The senders that are listened to.</summary>
public static class WebhookSenders
{
    public static IReadOnlyList<WebhookSender> All { get; } =
        [new GitHubSender(), new GitLabSender(), new JiraSender(), new AzureDevOpsSender(), new SonarQubeSender(), new StandardSender()];

    public static WebhookSender? Find(string name) => All.FirstOrDefault(sender => sender.Name == name);
}
