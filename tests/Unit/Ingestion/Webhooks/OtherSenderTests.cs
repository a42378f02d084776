using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;

namespace MetricsPlatform.Tests.Unit.Ingestion.Webhooks;

/// <summary>GitLab, Azure DevOps, SonarQube and Standard Webhooks, but for their tickets.</summary>
public sealed class OtherSenderTests
{
    [Theory]
    [InlineData("success", DeploymentOutcome.Succeeded)]
    [InlineData("failed", DeploymentOutcome.Failed)]
    public void GitLabs_deployments_that_have_ended_are_deployments(string status, DeploymentOutcome outcome)
    {
        var (time, said) = Assert.Single(Webhook.Said("gitlab", GitLabDeployment(status)));

        var deployed = Assert.IsType<ReleaseDeployed>(said);
        Assert.Equal((Webhook.At("2026-03-02T08:00:00Z"), outcome, "production", "c0ffee00"), (time, deployed.Outcome, deployed.Environment, deployed.Version));
    }

    [Fact]
    public void One_that_runs_is_none() => Assert.Equal("no_change", Webhook.Unused("gitlab", GitLabDeployment("running")));

    [Fact]
    public void A_service_may_be_called_as_the_repository() =>
        Assert.Equal("linter", Assert.Single(Webhook.Said("gitlab", GitLabDeployment("success").Replace("acme/checkout", "acme/tools/linter", StringComparison.Ordinal))).Event.Service);

    [Fact]
    public void A_repository_that_no_service_has_is_not_listened_to() =>
        Assert.Equal("unmapped", Webhook.Unused("gitlab", GitLabDeployment("success").Replace("acme/checkout", "acme/elsewhere", StringComparison.Ordinal)));

    [Theory]
    [InlineData("push", "main", "false", null)]
    [InlineData("push", "v3", "true", null)]
    [InlineData("web", "hotfix", "false", null)]
    [InlineData("push", "feature", "false", "other_branch")]
    [InlineData("merge_request_event", "main", "false", "other_branch")]
    public void GitLabs_pipelines_that_deploy_are_deployments_of_a_main_branch_or_tag(string started, string reference, string isTag, string? reason)
    {
        var json = $$"""
            { "object_kind": "pipeline", "project": { "path_with_namespace": "acme/checkout" }, "object_attributes": { "id": 31, "name": "Deploy", "ref": "{{reference}}", "tag": {{isTag}},
              "sha": "c0ffee", "source": "{{started}}", "status": "success", "finished_at": "2026-03-02 09:00:00 UTC" } }
            """;
        Assert.Equal(reason, reason is null ? null : Webhook.Unused("gitlab", json));
        if (reason is null)
        {
            Assert.Equal(reference == "v3" ? "v3" : "c0ffee", ((ReleaseDeployed)Assert.Single(Webhook.Said("gitlab", json)).Event).Version);
        }
    }

    [Fact]
    public void GitLabs_releases_are_deployments_where_the_connection_says_so()
    {
        var (time, said) = Assert.Single(Webhook.Said("gitlab", """
            { "object_kind": "release", "action": "create", "tag": "v1.1", "released_at": "2026-03-02 12:55:12 UTC", "project": { "path_with_namespace": "acme/checkout" }, "commit": { "id": "c0ffee" } }
            """, settings: Webhook.Settings with { Releases = "production" }));

        Assert.Equal((Webhook.At("2026-03-02T12:55:12Z"), "v1.1", "c0ffee"), (time, ((ReleaseDeployed)said).Version, ((ReleaseDeployed)said).Commit));
    }

    [Fact]
    public void A_vulnerability_of_GitLab_is_there_from_its_detection_to_its_resolution()
    {
        var said = Webhook.Said("gitlab", GitLabVulnerability("resolved"));

        Assert.Equal([Webhook.At("2026-02-01T00:00:00Z"), Webhook.At("2026-02-07T00:00:00Z")], said.Select(s => s.Time));
        var found = Assert.Single(((ScanPart)said[0].Event).Results);
        Assert.Equal((FindingKind.Dependency, "CVE-2024-41123", Severity.High, "checkout"), (found.Kind, found.Rule, found.Severity, said[0].Event.Service));
        Assert.Equal("pkg:gem/rexml@3.3.1", found.Package);
        Assert.Empty(((ScanPart)said[1].Event).Results);
    }

    [Fact]
    public void A_dismissed_one_is_decided_about() =>
        Assert.Equal(TriageDecision.FalsePositive, Assert.IsType<FindingTriaged>(Webhook.Said("gitlab", GitLabVulnerability("dismissed"))[1].Event).Decision);

    [Theory]
    [InlineData("individualCI", "refs/heads/main", null)]
    [InlineData("individualCI", "refs/tags/v1", null)]
    [InlineData("manual", "refs/heads/hotfix", null)]
    [InlineData("individualCI", "refs/heads/feature", "other_branch")]
    [InlineData("pullRequest", "refs/pull/3/merge", "other_branch")]
    public void A_build_of_Azure_that_deploys_is_a_deployment(string started, string branch, string? reason)
    {
        var json = $$"""
            { "eventType": "build.complete", "resource": { "id": 2, "buildNumber": "20260302.1", "result": "succeeded", "finishTime": "2026-03-02T09:00:00Z", "reason": "{{started}}",
              "sourceBranch": "{{branch}}", "sourceVersion": "c0ffee", "definition": { "name": "Deploy" }, "project": { "name": "Fabrikam" } } }
            """;
        Assert.Equal(reason, reason is null ? null : Webhook.Unused("azure-devops", json));
        if (reason is null)
        {
            var deployed = (ReleaseDeployed)Assert.Single(Webhook.Said("azure-devops", json)).Event;
            Assert.Equal(("fabrikam", "20260302.1", "c0ffee"), (deployed.Service, deployed.Version, deployed.Commit));
        }
    }

    [Theory]
    [InlineData("succeeded", DeploymentOutcome.Succeeded)]
    [InlineData("rejected", DeploymentOutcome.Failed)]
    public void A_stage_of_an_Azure_release_is_a_deployment(string status, DeploymentOutcome outcome)
    {
        var (time, said) = Assert.Single(Webhook.Said("azure-devops", $$"""
            { "eventType": "ms.vss-release.deployment-completed-event", "createdDate": "2026-03-02T09:00:00Z", "resource": { "project": { "name": "Fabrikam" },
              "environment": { "id": 5, "name": "Production", "status": "{{status}}", "release": { "id": 1, "name": "Release-1" }, "releaseDefinition": { "name": "Web" } } } }
            """));

        var deployed = Assert.IsType<ReleaseDeployed>(said);
        Assert.Equal((Webhook.At("2026-03-02T09:00:00Z"), "web", "Release-1", "Production", outcome), (time, deployed.Service, deployed.Version, deployed.Environment, deployed.Outcome));
    }

    [Theory]
    [InlineData("true", "BRANCH", null)]
    [InlineData("false", "BRANCH", "feature")]
    [InlineData("false", "PULL_REQUEST", "pull/feature")]
    public void An_analysis_of_SonarQube_says_that_a_scan_took_place_and_no_more(string isMain, string type, string? branch)
    {
        var (time, said) = Assert.Single(Webhook.Said("sonarqube", $$"""
            { "taskId": "AVh21JS2JepAEhwQ-b3u", "status": "SUCCESS", "analysedAt": "2026-03-02T10:46:28+0100", "revision": "c0ffee", "project": { "key": "acme/checkout" },
              "branch": { "name": "feature", "type": "{{type}}", "isMain": {{isMain}} }, "qualityGate": { "status": "ERROR", "conditions": [{ "metric": "new_vulnerabilities", "value": "14" }] } }
            """));

        var scan = Assert.IsType<ScanPart>(said);
        Assert.Equal(new ScanDescription("sonarqube", "acme/checkout/quality gate", Stage.Build, null, "c0ffee", branch, Complete: false, Successful: true), scan.Scan);
        Assert.Equal(Webhook.At("2026-03-02T09:46:28Z"), time);
        Assert.Empty(scan.Results);
    }

    [Fact]
    public void Standard_webhooks_carry_native_events_of_the_services_that_the_connection_names()
    {
        const string json = """
            [{ "specversion": "1.0", "id": "1", "source": "/ci", "type": "metricsplatform.service.retired.v1", "time": "2026-03-01T00:00:00Z", "data": { "service": "checkout" } },
             { "specversion": "1.0", "id": "2", "source": "/ci", "type": "metricsplatform.service.retired.v1", "time": "2026-03-01T00:00:00Z", "data": { "service": "payroll" } }]
            """;

        var items = Webhook.Read("standard", json, settings: Webhook.Settings with { Services = new Dictionary<string, string> { ["checkout"] = "checkout" } });
        Assert.IsType<AcceptedItem>(items[0]);
        Assert.Equal("other_service", Assert.IsType<RefusedItem>(items[1]).Refusal.Reason);
        Assert.All(Webhook.Read("standard", json, settings: Webhook.Settings with { Services = new Dictionary<string, string>() }), item => Assert.IsType<AcceptedItem>(item));
    }

    private static string GitLabDeployment(string status) => $$"""
        { "object_kind": "deployment", "status": "{{status}}", "status_changed_at": "2026-03-02 10:00:00 +0200", "deployment_id": 15, "environment": "production", "short_sha": "c0ffee0",
          "project": { "path_with_namespace": "acme/checkout" }, "commit_url": "https://gitlab.example/acme/checkout/-/commit/c0ffee00" }
        """;

    private static string GitLabVulnerability(string state) => $$"""
        { "object_kind": "vulnerability", "object_attributes": { "url": "https://gitlab.example/acme/checkout/-/security/vulnerabilities/1", "title": "REXML DoS", "state": "{{state}}",
          "severity": "high", "report_type": "dependency_scanning", "created_at": "2026-02-01T00:00:00Z", "updated_at": "2026-02-08T00:00:00Z", "resolved_at": "2026-02-07T00:00:00Z",
          "dismissed_at": "2026-02-03T00:00:00Z", "dismissal_reason": "false_positive", "identifiers": [{ "name": "Gemnasium-29dce398" }, { "name": "CVE-2024-41123" }],
          "location": { "file": "Gemfile.lock", "dependency": { "package": { "name": "rexml" }, "version": "3.3.1" } } } }
        """;
}
