using System.Text;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Tests.Unit.Ingestion;

/// <summary>CDEvents 0.4 and 0.5 as CloudEvents.</summary>
public sealed class CdEventTests
{
    private const string Deployed = """ "id": "checkout", "content": { "environment": { "id": "production" }, "artifactId": "pkg:oci/checkout@sha256%3Aab12?tag=1.4" } """;

    [Theory]
    [InlineData("deployed.0.1.1", DeploymentOutcome.Succeeded)]   // 0.4
    [InlineData("deployed.0.2.0", DeploymentOutcome.Succeeded)]   // 0.5
    [InlineData("upgraded.0.2.0", DeploymentOutcome.Succeeded)]
    [InlineData("rolledback.0.2.0", DeploymentOutcome.RolledBack)]
    public void A_service_that_was_deployed_is_a_release(string type, DeploymentOutcome outcome)
    {
        var release = Assert.IsType<ReleaseDeployed>(Said($"service.{type}", Deployed));

        Assert.Equal(("checkout", "1.4", "production", outcome), (release.Service, release.Version, release.Environment, release.Outcome));
    }

    [Theory]
    [InlineData("pkg:oci/checkout@sha256%3Aab12", "sha256:ab12")]
    [InlineData("pkg:npm/%40acme/checkout@2.0.1#lib", "2.0.1")]
    public void The_version_is_the_artifacts(string artifact, string version) => Assert.Equal(
        version, ((ReleaseDeployed)Said("service.deployed.0.2.0", Deployed.Replace("pkg:oci/checkout@sha256%3Aab12?tag=1.4", artifact, StringComparison.Ordinal))).Version);

    [Fact]
    public void What_CDEvents_has_no_word_for_stands_in_its_custom_data()
    {
        var release = (ReleaseDeployed)Said("service.deployed.0.2.0", Deployed, """{ "service": "shop", "version": "2026.3", "commit": "c0ffee" }""");

        Assert.Equal(("shop", "2026.3", "c0ffee"), (release.Service, release.Version, release.Commit));
    }

    [Theory]
    [InlineData("created.0.2.0", "", TicketStatus.Open)]
    [InlineData("updated.0.2.0", "", TicketStatus.Open)]
    [InlineData("updated.0.2.0", """, "resolution": "completed" """, TicketStatus.Closed)]
    [InlineData("closed.0.2.0", "", TicketStatus.Closed)]
    public void A_ticket_that_names_a_vulnerability_is_one_of_ours(string type, string more, TicketStatus status)
    {
        var ticket = Assert.IsType<TicketChanged>(Said($"ticket.{type}", $$""" "id": "PAY-7", "content": { "summary": "CVE-2021-44228", "labels": ["bug"], "assignees": ["ada"], "uri": "https://t.example/7"{{more}} } """, """{ "service": "shop" }"""));

        Assert.Equal(("shop", "/cdevents", "PAY-7", status, "ada"), (ticket.Service, ticket.Tracker, ticket.Key, ticket.Status, ticket.Assignee));
        Assert.Equal(["CVE-2021-44228"], ticket.Rules);
    }

    [Theory]
    [InlineData("detected.0.2.0", IncidentStatus.Open)]
    [InlineData("reported.0.2.0", IncidentStatus.Open)]
    [InlineData("resolved.0.2.0", IncidentStatus.Resolved)]
    public void An_incident_is_one(string type, IncidentStatus status)
    {
        var incident = Assert.IsType<IncidentChanged>(Said($"incident.{type}", """ "id": "INC-1", "content": { "service": { "id": "shop" }, "environment": { "id": "production" }, "artifactId": "pkg:oci/shop@1.4" } """));

        Assert.Equal(("shop", "INC-1", status, "production", "1.4"), (incident.Service, incident.Key, incident.Status, incident.Environment, incident.Version));
    }

    [Theory]
    [InlineData("service.removed.0.2.0", """ "id": "shop", "content": { "environment": { "id": "production" } } """)]
    [InlineData("service.published.0.2.0", """ "id": "shop", "content": { "environment": { "id": "production" } } """)]
    [InlineData("artifact.published.0.2.0", """ "id": "pkg:oci/shop@1", "content": {} """)]
    [InlineData("testsuiterun.finished.0.2.0", """ "id": "1", "content": { "outcome": "failure" } """)]
    [InlineData("ticket.created.0.2.0", """ "id": "1", "content": { "summary": "Colours" } """)]
    public void What_no_figure_follows_from_is_understood_and_no_more(string type, string subject) =>
        Assert.Equal("no_change", Assert.IsType<UnusedItem>(Read(type, subject)).Why?.Reason);

    [Fact]
    public void A_type_that_nobody_knows_is_of_no_use() => Assert.Null(Assert.IsType<UnusedItem>(Read("build.queued.0.2.0", """ "id": "1" """)).Why);

    [Theory]
    [InlineData("service.deployed.0.2.0", """ "id": "a", "content": { "environment": { "id": "b" } } """, "/data/subject/content/artifactId")]
    [InlineData("service.deployed.0.2.0", """ "id": "a", "content": { "artifactId": "pkg:oci/a@1" } """, "/data/subject/content/environment")]
    [InlineData("service.deployed.0.2.0", """ "content": {} """, "/data/subject/id")]
    [InlineData("ticket.created.0.2.0", """ "id": "1", "content": { "summary": "CVE-2021-44228" } """, "/data/customData")]
    public void What_is_missing_is_refused_with_its_place(string type, string subject, string pointer)
    {
        var refusal = Assert.IsType<RefusedItem>(Read(type, subject)).Refusal;

        Assert.Equal(("missing_field", pointer), (refusal.Reason, refusal.Pointer));
    }

    private static NativeEvent Said(string type, string subject, string customData = "{}")
    {
        var item = Assert.IsType<AcceptedItem>(Read(type, subject, customData));
        return Assert.Single(item.Messages(new EventHeader(item.Source!, item.Id!, item.Time, Guid.Empty, 0, item.Time)));
    }

    private static ReadItem Read(string type, string subject, string customData = "{}")
    {
        var json = $$"""
            { "specversion": "1.0", "id": "271069a8", "source": "/cdevents", "type": "dev.cdevents.{{type}}", "time": "2026-01-05T10:00:00Z", "datacontenttype": "application/json",
              "data": { "context": { "version": "0.5.0", "id": "271069a8", "source": "/cdevents", "type": "dev.cdevents.{{type}}" }, "subject": { {{subject}} }, "customData": {{customData}} } }
            """;
        return Assert.Single(CloudEvents.ReadJson(new MemoryStream(Encoding.UTF8.GetBytes(json)), batch: false, new EventTimes(DateTimeOffset.MaxValue.AddDays(-1))));
    }
}
