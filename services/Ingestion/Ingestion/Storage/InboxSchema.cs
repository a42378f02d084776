using MetricsPlatform.Hosting.Audit;
using MetricsPlatform.Hosting.Outages;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Ingestion.Storage;

/// <summary>Creates the inbox's tables.</summary>
public sealed class InboxSchema(NpgsqlDataSource database, ILogger<InboxSchema> log) : Preparation(log)
{
    /// <summary>Any number that no other schema uses: two processes that start together take turns.</summary>
    private const long AdvisoryLock = 0x6d_70_69_6e_62_6f_78;

    protected override async Task Prepare(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new("select pg_advisory_xact_lock($1)") { Parameters = { new() { Value = AdvisoryLock } } },
                // No one shall wait behind a schema change that waits for a long transaction.
                new("set local lock_timeout = '30s'"),
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
        await AuditTrail.CreateSchema(connection, ct);
        await using var ddl = new NpgsqlCommand(Ddl(), connection, transaction);
        await ddl.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static string Ddl()
    {
        using var reader = new StreamReader(typeof(InboxSchema).Assembly.GetManifestResourceStream("ingestion.sql")!);
        return reader.ReadToEnd();
    }
}
