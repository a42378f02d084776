using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;

namespace MetricsPlatform.Tests.Unit.Ingestion.Webhooks;

public sealed class GitHubTests
{
    [Fact]
    public void A_code_scanning_alert_is_there_from_its_creation_on_in_its_branch()
    {
        var (time, said) = Assert.Single(Webhook.Said("github", CodeScanning("created", "refs/heads/main"), "code_scanning_alert"));

        var scan = Assert.IsType<ScanPart>(said);
        Assert.Equal((Webhook.At("2026-03-01T10:00:00Z"), "checkout"), (time, scan.Service));
        Assert.Equal(new ScanDescription("codeql", "acme/checkout/code-scanning/7", Stage.Build, null, "c0ffee", "main", true, true), scan.Scan);
        var found = Assert.Single(scan.Results);
        Assert.Equal(
            (FindingKind.Code, "js/sql-injection", Severity.High, "src/db.js", 12, "acme/checkout/code-scanning/7"),
            (found.Kind, found.Rule, found.Severity, found.Path, found.Line, found.Fingerprint));
        Assert.Equal([89], found.Cwe);
    }

    [Fact]
    public void A_fixed_code_scanning_alert_is_gone_from_then_on()
    {
        var (time, said) = Assert.Single(Webhook.Said("github", CodeScanning("fixed", "refs/heads/main"), "code_scanning_alert"));

        Assert.Equal((Webhook.At("2026-03-05T10:00:00Z"), "acme/checkout/code-scanning/7"), (time, ((ScanPart)said).Scan.Target));
        Assert.Empty(((ScanPart)said).Results);
    }

    [Fact]
    public void An_alert_of_a_pull_request_is_of_its_branch() =>
        Assert.Equal("refs/pull/11/merge", ((ScanPart)Assert.Single(Webhook.Said("github", CodeScanning("fixed", "refs/pull/11/merge"), "code_scanning_alert")).Event).Scan.Branch);

    [Theory]
    [InlineData("false positive", TriageDecision.FalsePositive)]
    [InlineData("used in tests", TriageDecision.NotAffected)]
    [InlineData("won't fix", TriageDecision.RiskAccepted)]
    public void A_dismissal_is_a_decision_of_its_own_time(string reason, TriageDecision decision)
    {
        var json = CodeScanning("closed_by_user", "").Replace("\"dismissed_reason\": null", $"\"dismissed_reason\": \"{reason}\"", StringComparison.Ordinal);
        var (time, said) = Assert.Single(Webhook.Said("github", json, "code_scanning_alert"));

        var triaged = Assert.IsType<FindingTriaged>(said);
        Assert.Equal((Webhook.At("2026-03-04T10:00:00Z"), decision, "ada"), (time, triaged.Decision, triaged.By));
        Assert.Equal(new TriageMatch("js/sql-injection", null, "src/db.js"), triaged.Match);
    }

    [Fact]
    public void A_reopened_alert_is_there_again_and_its_dismissal_is_lifted() => Assert.Equal(
        [typeof(ScanPart), typeof(FindingTriaged)],
        Webhook.Said("github", CodeScanning("reopened_by_user", ""), "code_scanning_alert").Select(said => said.Event.GetType()));

    [Fact]
    public void A_fixed_dependabot_alert_was_there_from_its_creation_to_its_fix()
    {
        var said = Webhook.Said("github", Dependabot("fixed"), "dependabot_alert");

        Assert.Equal([Webhook.At("2026-02-01T08:00:00Z"), Webhook.At("2026-02-09T08:00:00Z")], said.Select(s => s.Time));
        var found = Assert.Single(((ScanPart)said[0].Event).Results);
        Assert.Equal(("CVE-2021-44906", "pkg:npm/minimist", Severity.Critical, "1.2.6"), (found.Rule, found.Package, found.Severity, found.FixedIn));
        Assert.Equal(["GHSA-xvch-5gv4-984h"], found.Aliases);
        Assert.Empty(((ScanPart)said[1].Event).Results);
    }

    [Fact]
    public void A_dismissed_dependabot_alert_stays_there_and_is_decided_about()
    {
        var said = Webhook.Said("github", Dependabot("dismissed").Replace("\"state\": \"open\"", "\"state\": \"dismissed\"", StringComparison.Ordinal), "dependabot_alert");

        Assert.Equal((TriageDecision.RiskAccepted, Webhook.At("2026-02-03T08:00:00Z")), (((FindingTriaged)said[1].Event).Decision, said[1].Time));
    }

    [Theory]
    [InlineData("revoked", null)]
    [InlineData("false_positive", TriageDecision.FalsePositive)]
    [InlineData("used_in_tests", TriageDecision.NotAffected)]
    [InlineData("wont_fix", TriageDecision.RiskAccepted)]
    public void A_resolved_secret_is_gone_if_it_was_revoked_else_decided_about(string resolution, TriageDecision? decision)
    {
        var said = Webhook.Said("github", $$"""
            { "action": "resolved", "repository": { "full_name": "acme/checkout" }, "alert": { "number": 3, "secret_type": "aws_access_key", "secret": "AKIA-hush",
              "created_at": "2026-02-01T08:00:00Z", "resolution": "{{resolution}}", "resolved_at": "2026-02-02T08:00:00Z", "resolved_by": { "login": "ada" } } }
            """, "secret_scanning_alert");

        var secret = Assert.Single(((ScanPart)said[0].Event).Results);
        Assert.Equal((FindingKind.Secret, "aws_access_key"), (secret.Kind, secret.Rule));
        Assert.DoesNotContain("hush", secret.ToString(), StringComparison.Ordinal);
        Assert.Equal(Webhook.At("2026-02-02T08:00:00Z"), said[1].Time);
        Assert.Equal(decision, (said[1].Event as FindingTriaged)?.Decision);
    }

    [Theory]
    [InlineData("success", DeploymentOutcome.Succeeded)]
    [InlineData("failure", DeploymentOutcome.Failed)]
    [InlineData("error", DeploymentOutcome.Failed)]
    public void A_deployment_that_has_ended_is_one(string state, DeploymentOutcome outcome)
    {
        var (time, said) = Assert.Single(Webhook.Said("github", Deployment(state, "main"), "deployment_status"));

        var deployed = Assert.IsType<ReleaseDeployed>(said);
        Assert.Equal((Webhook.At("2026-03-02T09:30:00Z"), outcome, "production", "c0ffee", "c0ffee"), (time, deployed.Outcome, deployed.Environment, deployed.Version, deployed.Commit));
    }

    [Theory]
    [InlineData("v1.4.2", "v1.4.2")]
    [InlineData("2026.11", "2026.11")]
    [InlineData("release-1.2", "c0ffee")]
    public void The_version_is_the_tag_if_it_is_one_else_the_commit(string reference, string version) =>
        Assert.Equal(version, ((ReleaseDeployed)Assert.Single(Webhook.Said("github", Deployment("success", reference), "deployment_status")).Event).Version);

    [Fact]
    public void A_deployment_on_its_way_is_none() => Assert.Equal("no_change", Webhook.Unused("github", Deployment("in_progress", "main"), "deployment_status"));

    [Fact]
    public void A_release_is_a_deployment_only_where_the_connection_says_so()
    {
        const string json = """{ "action": "published", "repository": { "full_name": "acme/checkout" }, "release": { "tag_name": "v2", "published_at": "2026-03-01T00:00:00Z", "prerelease": false } }""";

        Assert.Equal("no_deployment", Webhook.Unused("github", json, "release"));
        var (_, said) = Assert.Single(Webhook.Said("github", json, "release", Webhook.Settings with { Releases = "production" }));
        Assert.Equal(("v2", "production"), (((ReleaseDeployed)said).Version, ((ReleaseDeployed)said).Environment));
    }

    [Theory]
    [InlineData("push", "main", "success", DeploymentOutcome.Succeeded, "c0ffee")]
    [InlineData("push", "v1.2.3", "success", DeploymentOutcome.Succeeded, "v1.2.3")]
    [InlineData("workflow_dispatch", "hotfix", "timed_out", DeploymentOutcome.Failed, "c0ffee")]
    public void A_workflow_that_deploys_is_a_deployment(string started, string branch, string conclusion, DeploymentOutcome outcome, string version)
    {
        var (_, said) = Assert.Single(Webhook.Said("github", Run("Deploy", started, branch, conclusion), "workflow_run"));

        var deployed = Assert.IsType<ReleaseDeployed>(said);
        Assert.Equal((outcome, version, "production"), (deployed.Outcome, deployed.Version, deployed.Environment));
    }

    [Theory]
    [InlineData("Tests", "push", "main", "success", "no_deployment")]
    [InlineData("Deploy", "push", "feature/x", "success", "other_branch")]
    [InlineData("Deploy", "pull_request", "main", "success", "other_branch")]
    [InlineData("Deploy", "push", "main", "cancelled", "no_change")]
    public void Other_runs_are_none(string name, string started, string branch, string conclusion, string reason) =>
        Assert.Equal(reason, Webhook.Unused("github", Run(name, started, branch, conclusion), "workflow_run"));

    [Fact]
    public void A_form_is_read_like_json() => Assert.Equal(
        Webhook.Read("github", Deployment("success", "main"), "deployment_status").Select(item => item.Id),
        MetricsPlatform.Ingestion.Domain.Webhooks.WebhookSenders.Find("github")!.Read(
            Webhook.Request("payload=" + System.Net.WebUtility.UrlEncode(Deployment("success", "main")), Webhook.Now, ("X-GitHub-Event", "deployment_status"), ("Content-Type", "application/x-www-form-urlencoded")),
            Webhook.Settings).Select(item => item.Id));

    [Fact]
    public void What_lacks_its_number_is_refused_with_the_place() =>
        Assert.Equal("/alert", Assert.IsType<RefusedItem>(Assert.Single(Webhook.Read(
            "github", """{ "action": "created", "repository": { "full_name": "acme/checkout" }, "alert": {} }""", "code_scanning_alert"))).Refusal.Pointer?[..6]);

    private static string CodeScanning(string action, string reference) => $$"""
        { "action": "{{action}}", "ref": "{{reference}}", "commit_oid": "c0ffee", "repository": { "full_name": "acme/checkout" }, "alert": {
          "number": 7, "created_at": "2026-03-01T10:00:00Z", "updated_at": "2026-03-06T10:00:00Z", "fixed_at": "2026-03-05T10:00:00Z",
          "dismissed_at": "2026-03-04T10:00:00Z", "dismissed_reason": null, "dismissed_by": { "login": "ada" }, "tool": { "name": "CodeQL" },
          "rule": { "id": "js/sql-injection", "severity": "error", "security_severity_level": "high", "description": "Query built from user input", "tags": ["external/cwe/cwe-089"] },
          "most_recent_instance": { "ref": "refs/heads/main", "commit_sha": "c0ffee", "location": { "path": "src/db.js", "start_line": 12 } } } }
        """;

    private static string Dependabot(string action) => $$"""
        { "action": "{{action}}", "repository": { "full_name": "acme/checkout" }, "alert": {
          "number": 1, "state": "open", "created_at": "2026-02-01T08:00:00Z", "updated_at": "2026-02-09T08:00:00Z", "fixed_at": "2026-02-09T08:00:00Z",
          "dismissed_at": "2026-02-03T08:00:00Z", "dismissed_reason": "tolerable_risk", "dismissed_by": { "login": "ada" },
          "dependency": { "package": { "ecosystem": "npm", "name": "minimist" }, "manifest_path": "package-lock.json" },
          "security_advisory": { "ghsa_id": "GHSA-xvch-5gv4-984h", "cve_id": "CVE-2021-44906", "severity": "critical", "identifiers": [{ "type": "CVE", "value": "CVE-2021-44906" }] },
          "security_vulnerability": { "package": { "ecosystem": "npm", "name": "minimist" }, "severity": "critical", "first_patched_version": { "identifier": "1.2.6" } } } }
        """;

    private static string Deployment(string state, string reference) => $$"""
        { "action": "created", "repository": { "full_name": "acme/checkout" }, "deployment": { "id": 5, "sha": "c0ffee", "ref": "{{reference}}", "environment": "production", "payload": {} },
          "deployment_status": { "id": 9, "state": "{{state}}", "environment": "production", "created_at": "2026-03-02T09:30:00Z" } }
        """;

    private static string Run(string name, string started, string branch, string conclusion) => $$"""
        { "action": "completed", "repository": { "full_name": "acme/checkout" }, "workflow_run": { "id": 11, "name": "{{name}}", "event": "{{started}}",
          "head_branch": "{{branch}}", "head_sha": "c0ffee", "conclusion": "{{conclusion}}", "updated_at": "2026-03-02T09:30:00Z" } }
        """;
}
