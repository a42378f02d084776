using System.Text.Json.Nodes;
using MetricsPlatform.Tests.Cases;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.WorkedCases;

/// <summary>Services get other names while the events of a case come in: the figures are those of services that always had them.</summary>
public sealed class RenameTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Theory]
    [InlineData("06-triage")]
    [InlineData("11-half-a-year")]
    [InlineData("23-three-services")]
    public async Task Events_under_former_names_before_and_after_the_catalogue_says_so_give_the_figures_of_the_worked_case(string name)
    {
        var worked = WorkedCase.Load(name);
        var events = CaseRun.EventsOf(worked).Select((e, i) => i % 3 == 0 ? e : Formerly(e)).ToArray();
        var services = CaseRun.EventsOf(worked).Select(e => (string)e["data"]!["service"]!).Distinct();
        var catalogue = Path.GetTempFileName();
        await using var platform = await StandaloneInside.Start(await postgres.CreateDatabase(), catalogue);

        await CaseRun.SendInBatches(platform.Client, [.. events[..(events.Length / 2)].Chunk(25)]);
        await File.WriteAllTextAsync(catalogue, $"services:\n{string.Concat(services.Select(s => $"  {s}: {{ formerly: [{s}-before] }}\n"))}");
        await CaseRun.SendInBatches(platform.Client, [.. events[(events.Length / 2)..].Chunk(25)]);

        await Eventually.Be(() => platform.Client.Text("/v1/services"), list => !list.Contains("-before", StringComparison.Ordinal));
        await CaseRun.Compare(platform.Client, worked);
        File.Delete(catalogue);
    }

    private static JsonNode Formerly(JsonNode e)
    {
        var renamed = e.DeepClone();
        renamed["data"]!["service"] = $"{e["data"]!["service"]}-before";
        return renamed;
    }
}
