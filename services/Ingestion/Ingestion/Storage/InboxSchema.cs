using MetricsPlatform.Hosting.Outages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Ingestion.Storage;

/// <summary>Creates the inbox's tables before anything else starts, and waits for a PostgreSQL that is not there yet.</summary>
public sealed partial class InboxSchema(NpgsqlDataSource database, ILogger<InboxSchema> log) : IHostedService
{
    /// <summary>Any number that no other schema uses: two processes that start together take turns.</summary>
    private const long AdvisoryLock = 0x6d_70_69_6e_62_6f_78;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Create(cancellationToken);
                return;
            }
            catch (NpgsqlException e) when (Outage.Is(e))
            {
                LogWaiting(log, e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Create(CancellationToken ct)
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
        await using var ddl = new NpgsqlCommand(Ddl(), connection, transaction);
        await ddl.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static string Ddl()
    {
        using var reader = new StreamReader(typeof(InboxSchema).Assembly.GetManifestResourceStream("ingestion.sql")!);
        return reader.ReadToEnd();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL does not answer, trying again: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string reason);
}
