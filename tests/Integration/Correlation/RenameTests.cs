using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Tests.Integration.Fixtures;
using Npgsql;
using static MetricsPlatform.Tests.Integration.Correlation.CorrelationProcess;

namespace MetricsPlatform.Tests.Integration.Correlation;

/// <summary>The catalogue says that a service is called otherwise now (docs/catalogue.md).</summary>
[Collection(PostgresTests.Name)]
public sealed class RenameTests(PostgresFixture postgres) : IDisposable
{
    private readonly string catalogue = Path.GetTempFileName();

    [Fact]
    public async Task What_came_under_both_names_is_one_history_also_where_a_replica_has_not_read_the_catalogue_yet()
    {
        var database = await postgres.CreateDatabaseAsync();
        var ear = new RevisionEar();
        await using var late = await Start(database, ear);
        await late.Correlator.Correlate(Deployment("shop", "1.0"), CancellationToken.None);
        await late.Correlator.Correlate(Deployment("store", "2.0"), CancellationToken.None);
        await File.WriteAllTextAsync(catalogue, "services:\n  store:\n    formerly: [shop]\n");

        await using var correlation = await Start(database, ear, catalogue);   // either of them publishes for both
        // The service is one of those that the new one has listed at its start.
        await Eventually.Be(() => Heads(database), heads => heads == "store");
        var committed = await late.Correlator.Correlate(Deployment("shop", "1.1"), CancellationToken.None);
        var repeat = await correlation.Correlator.Correlate(Deployment("shop", "1.0"), CancellationToken.None);

        Assert.Equal(("store", 4L), (committed!.Service, committed.Revision));
        Assert.Equal(("store", 2L), (repeat!.Service, repeat.Revision));
        Assert.Equal("store", await Heads(database));
        Assert.Equal(["1.0", "1.1", "2.0"], (await States(ear)).SelectMany(s => s.Releases).Select(r => r.Version).Distinct().Order());
        Assert.Contains(ear.Heard, s => s.FormerNames is [{ Service: "shop", Revision: 1 }]);
    }

    [Fact]
    public async Task A_name_that_has_become_another_ones_again_is_taken_back()
    {
        var database = await postgres.CreateDatabaseAsync();
        await File.WriteAllTextAsync(catalogue, "services:\n  store:\n    formerly: [shop]\n");
        await using (var before = await Start(database, catalogue: catalogue))
        {
            await before.Correlator.Correlate(Deployment("shop", "1.0"), CancellationToken.None);
        }
        await File.WriteAllTextAsync(catalogue, "services:\n  shop:\n    formerly: [store]\n");
        await using var correlation = await Start(database, catalogue: catalogue);

        await Eventually.Be(() => Heads(database), heads => heads == "shop");
        Assert.Equal("shop", (await correlation.Correlator.Correlate(Deployment("store", "1.1"), CancellationToken.None))!.Service);
        Assert.Equal("shop", (await correlation.Correlator.Correlate(Deployment("shop", "1.0"), CancellationToken.None))!.Service);
    }

    [Fact]
    public async Task A_person_is_forgotten_under_every_name_that_the_service_had()
    {
        var database = await postgres.CreateDatabaseAsync();
        await File.WriteAllTextAsync(catalogue, "teams:\n");
        await using (var before = await Start(database, catalogue: catalogue))
        {
            await before.Correlator.Correlate(Decision("shop", "alice"), CancellationToken.None);
        }
        await File.WriteAllTextAsync(catalogue, "services:\n  store:\n    formerly: [shop]\n");
        await using var correlation = await Start(database, catalogue: catalogue);
        await Eventually.Be(() => Heads(database), heads => heads == "store");

        Assert.Equal(2, await correlation.Names.Replace("alice", "p-1", CancellationToken.None));

        Assert.Equal("p-1 p-1", await Text(database, "select string_agg(data ->> 'by', ' ') from correlation.mt_events where type = 'finding_triaged'"));
        Assert.Equal("store", await Heads(database));
    }

    public void Dispose() => File.Delete(catalogue);

    private static Task<List<ServiceRevised>> States(RevisionEar ear) =>
        Eventually.Be(() => Task.FromResult(ear.Heard.Where(s => s.Service == "store").ToList()), heard => heard.Exists(s => s.Revision == 4));

    private static Task<string> Heads(string database) => Text(database, "select string_agg(id, ' ' order by id) from correlation.mt_doc_servicehead");

    private static async Task<string> Text(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return $"{await command.ExecuteScalarAsync()}";
    }
}
