using System.Text.Json;
using MetricsPlatform.Hosting.Defaults;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>The row of a submission.</summary>
internal static class SubmissionRow
{
    /// <summary>Stands before the row, so that all of a submission can be taken back and its dead letters still be written.</summary>
    public const string Savepoint = "before_submission";

    /// <summary>False when the idempotency key was used before. A request with the same key at the same time is waited for.</summary>
    public static async Task<bool> Insert(NpgsqlConnection connection, Guid id, DateTimeOffset now, Intake intake, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"savepoint {Savepoint}"),
                new(
                    """
                    insert into ingestion.submission (id, received_at, kind, content_type, parameters, idempotency_key, request_hash, published_by, replay_of, trace)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (idempotency_key) do nothing
                    """)
                {
                    Parameters =
                    {
                        new() { Value = id },
                        new() { Value = now },
                        new() { Value = intake.Kind },
                        new() { Value = intake.ContentType },
                        new() { Value = JsonSerializer.Serialize(intake.Parameters), NpgsqlDbType = NpgsqlDbType.Json },
                        new() { Value = (object?)intake.IdempotencyKey ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                        new() { Value = (object?)intake.RequestHash ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
                        new() { Value = (object?)intake.PublishedBy ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                        new() { Value = (object?)intake.ReplayOf ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                        new() { Value = (object?)PlatformTraces.Current ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
        return batch.BatchCommands[1].RecordsAffected == 1;
    }

    /// <summary>The submission that used a key first, and its request's hash.</summary>
    public static async Task<(Guid Id, byte[] Hash)> ByKey(NpgsqlConnection connection, string key, CancellationToken ct)
    {
        await using var select = new NpgsqlCommand("select id, request_hash from ingestion.submission where idempotency_key = $1", connection)
        {
            Parameters = { new() { Value = key } },
        };
        await using var reader = await select.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetGuid(0), reader.GetFieldValue<byte[]>(1));
    }
}
