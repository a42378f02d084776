using System.Text.Json.Nodes;
using NJsonSchema;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary>
/// Dashboards against Grafana's own types, since Grafana ignores a field that it does not know. grafana-dashboard.schema.json is made of @grafana/schema
/// by <c>npm run schema</c> in tools/grafana-draw.
/// </summary>
public sealed class DashboardSchemaTests
{
    private static readonly Task<JsonSchema> Schema =
        JsonSchema.FromFileAsync(Path.Combine(Architecture.Repository.Root, "tests", "Unit", "Deploy", "grafana-dashboard.schema.json"));

    [Fact]
    public async Task Every_field_of_every_dashboard_is_one_of_Grafanas_and_has_its_type()
    {
        var schema = await Schema;
        Assert.All(DashboardFile.All, dashboard => Assert.Empty(Mistakes(schema, dashboard.Json)));
    }

    [Theory]
    [InlineData("descripton", "\"misspelled\"")]
    [InlineData("type", "\"piechart\"")]
    [InlineData("options", "{ \"graphMod\": \"area\" }")]
    [InlineData("gridPos", "{ \"x\": \"0\", \"y\": 0, \"w\": 1, \"h\": 1 }")]
    [InlineData("fieldConfig", "{ \"defaults\": { \"units\": \"s\" }, \"overrides\": [] }")]
    [InlineData("targets", "[{ \"refId\": \"A\", \"expr\": \"up\", \"query\": \"up\" }]")]
    public async Task A_field_that_Grafana_does_not_know_is_seen(string field, string value)
    {
        var dashboard = JsonNode.Parse(DashboardFile.All[0].Json.ToJsonString())!;
        dashboard["panels"]!.AsArray().First(panel => (string?)panel!["type"] == "stat")![field] = JsonNode.Parse(value);

        Assert.NotEmpty(Mistakes(await Schema, dashboard));
    }

    private static ICollection<NJsonSchema.Validation.ValidationError> Mistakes(JsonSchema schema, JsonNode dashboard) => schema.Validate(dashboard.ToJsonString());
}
