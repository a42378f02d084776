using MetricsPlatform.Hosting.Catalogue;

namespace MetricsPlatform.Tests.Unit.Catalogue;

public sealed class ConnectionTests
{
    private const string Complete = """
        connections:
          acme:
            kind: azure-devops
            secrets: [{ file: /run/secrets/a }, { environment: B }]
            services: { Fabrikam/Web: web }
            pipelines: { Deploy: production }
            releases: staging
            tickets:
              labels: [Security, AppSec]
              pattern: 'VULN-\d+'
              in: [description]
          short:
            kind: github
            secrets: [{ file: secret }]
        """;

    [Fact]
    public void Everything_the_file_says_is_taken()
    {
        var connection = CatalogueReader.Read(Complete, "platform.yaml").Connections["acme"];

        Assert.Equal(("acme", ConnectionKind.AzureDevOps, "staging"), (connection.Name, connection.Kind, connection.Releases));
        Assert.Equal([new SecretReference("/run/secrets/a", null), new SecretReference(null, "B")], connection.Secrets);
        Assert.Equal(("web", "production"), (connection.Services["fabrikam/web"], connection.Pipelines["Deploy"]));
        Assert.Equal(["Security", "AppSec"], connection.Tickets.Labels);
        Assert.Equal(["description"], connection.Tickets.In);
        Assert.Equal("vuln-7", connection.Tickets.Pattern!.Match("see vuln-7").Value);
    }

    [Fact]
    public void Tickets_are_told_by_the_label_security_and_ids_in_title_and_labels_unless_said_otherwise() =>
        Assert.Equal(TicketRules.Default, CatalogueReader.Read(Complete, "platform.yaml").Connections["short"].Tickets);

    [Theory]
    [InlineData("  a: { secrets: [{ file: x }] }", "2:3: 'kind' of connection 'a' must be one of github, gitlab, jira, azure-devops, sonarqube, standard")]
    [InlineData("  a: { kind: githup, secrets: [{ file: x }] }", "2:14: 'kind' of connection 'a' must be one of github, gitlab, jira, azure-devops, sonarqube, standard; did you mean 'github'?")]
    [InlineData("  a: { kind: jira }", "2:3: connection 'a' needs 'secrets'")]
    [InlineData("  a: { kind: jira, secrets: [] }", "2:29: 'secrets' of connection 'a' must be a list")]
    [InlineData("  a: { kind: jira, secrets: [hunter2] }", "2:30: an element of 'secrets' of connection 'a' must say where a secret is, not what it is")]
    [InlineData("  a: { kind: jira, secrets: [{ file: x, environment: Y }] }", "2:30: an element of 'secrets' of connection 'a' must have either 'file' or 'environment'")]
    [InlineData("  a: { kind: jira, secrets: [{ file: x }, { file: y }, { file: z }] }", "2:56: 'secrets' of connection 'a' are 2 at most")]
    [InlineData("  A b: { kind: jira, secrets: [{ file: x }] }", "2:3: 'A b' stands in an address")]
    [InlineData("  a: { kind: jira, secrets: [{ file: x }], service: {} }", "connection 'a' has no 'service'; allowed are kind, secrets, services, pipelines, releases, tickets; did you mean 'services'?")]
    [InlineData("  a: { kind: jira, secrets: [{ file: x }], services: { A: } }", "'A' in 'services' of connection 'a' must have a value")]
    [InlineData("  a: { kind: jira, secrets: [{ file: x }], services: { A: b, a: c } }", "'a' stands twice in 'services' of connection 'a'")]
    [InlineData("  a: { kind: jira, secrets: [{ file: x }], tickets: { in: [titel] } }", "'tickets.in' of connection 'a' has no 'titel'; allowed are title, labels, description; did you mean 'title'?")]
    [InlineData("  a: { kind: jira, secrets: [{ file: x }], tickets: { pattern: '(' } }", "'tickets.pattern' of connection 'a' is no regular expression that can be used")]
    [InlineData("  a: { kind: jira, secrets: [{ file: x }], tickets: { pattern: '(?=x)' } }", "'tickets.pattern' of connection 'a' is no regular expression that can be used")]
    public void What_cannot_be_meant_is_an_error_with_its_place(string connection, string error) => Assert.Contains(
        error, string.Join('\n', Assert.Throws<CatalogueException>(() => CatalogueReader.Read($"connections:\n{connection}", "platform.yaml")).Errors), StringComparison.Ordinal);
}
