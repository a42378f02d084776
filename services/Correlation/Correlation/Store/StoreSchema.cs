using JasperFx;
using Marten;
using MetricsPlatform.Hosting.Outages;
using Microsoft.Extensions.Logging;
using Npgsql;
using Weasel.Core;

namespace MetricsPlatform.Correlation.Store;

/// <summary>Creates the event store's tables; replicas that start together take turns.</summary>
public sealed class StoreSchema(IDocumentStore store, NpgsqlDataSource database, ILogger<StoreSchema> log) : Preparation(log)
{
    private const long AdvisoryLock = 0x6d_70_65_76_65_6e_74;   // any number that no other schema uses

    protected override async Task Prepare(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var turn = new NpgsqlCommand("select pg_advisory_xact_lock($1)", connection, transaction) { Parameters = { new() { Value = AdvisoryLock } } };
        await turn.ExecuteNonQueryAsync(ct);
        foreach (var table in store.Storage.AllObjects().OfType<ITable>())
        {
            table.AddOnlyMigrations = true;   // a column that this version does not know is a later one's
        }
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
    }
}
