using MetricsPlatform.Contracts;
using MetricsPlatform.Hosting.Audit;
using MetricsPlatform.Ingestion.Relay;
using MetricsPlatform.Ingestion.Storage;
using MetricsPlatform.Ingestion.Submissions;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Ingestion.DeadLetters;

/// <summary>Messages that were given up. One that comes from the inbox stays there, and waits for ever until it is released.</summary>
public sealed class DeadMessageStore(NpgsqlDataSource database, InboxSchema schema)
{
    /// <summary>Keeps it, unless the event that it brought is committed all the same. Again the same: counts it.</summary>
    public async Task Keep(DeadMessage dead, CancellationToken ct)
    {
        await schema.Done(ct);
        var place = InboxPlace.Parse(dead.Origin);
        var envelope = Envelope.Read(dead.Body);
        var key = dead.Origin ?? (envelope.Service is null ? null : $"{envelope.Type} {envelope.Service}") ?? dead.MessageId ?? $"{Guid.NewGuid()}";
        await using var keep = database.CreateCommand(
            """
            with held as (
              update ingestion.outbox set next_attempt = 'infinity' where submission = $1 and index = $2 and part = $3 returning 1)
            insert into ingestion.dead_message as d
              (recorded_at, queue, key, submission, index, part, message_id, type, service, reason, message, content_type, body)
            select $4, $5, $6, $1, $2, $3, $7, $8, $9, $10, $11, $12, $13 where $1 is null or exists (select from held)
            on conflict (queue, key) do update set recorded_at = excluded.recorded_at, times = d.times + 1, message_id = excluded.message_id,
              reason = excluded.reason, message = excluded.message, content_type = excluded.content_type, body = excluded.body, redriven_at = null
            """);
        keep.Parameters.Add(new() { Value = (object?)place?.Submission ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        keep.Parameters.Add(new() { Value = (object?)place?.Index ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        keep.Parameters.Add(new() { Value = (object?)place?.Part ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        keep.Parameters.Add(new() { Value = dead.At });
        foreach (var text in new[] { dead.Queue, key, dead.MessageId, envelope.Type, envelope.Service, dead.Reason, dead.Error, dead.ContentType })
        {
            keep.Parameters.Add(new() { Value = (object?)Storable.Text(text) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }
        keep.Parameters.Add(new() { Value = dead.Body });
        await keep.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Of either kind; null when there is none.</summary>
    public async Task<DeadLetter?> Find(long id, CancellationToken ct)
    {
        await using var select = database.CreateCommand($"{DeadLetter.Select} where id = $1");
        select.Parameters.Add(new() { Value = id });
        await using var reader = await select.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? DeadLetter.Read(reader) : null;
    }

    /// <summary>As it was given up; null when it comes from the inbox, and is kept there.</summary>
    public async Task<DeadMessage?> FromOutside(long id, CancellationToken ct)
    {
        await using var select = database.CreateCommand(
            "select queue, message_id, reason, message, content_type, body, recorded_at from ingestion.dead_message where id = $1 and submission is null");
        select.Parameters.Add(new() { Value = id });
        await using var reader = await select.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new DeadMessage(
                reader.GetString(0), Text(1), null, reader.GetString(2), reader.GetString(3), Text(4), reader.GetFieldValue<byte[]>(5), reader.GetFieldValue<DateTimeOffset>(6))
            : null;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    /// <summary>It is sent again; one that comes from the inbox is due there, as if it had never been sent.</summary>
    /// <param name="by">Name of whoever asked for it, which goes on record.</param>
    public async Task Redriven(long id, string? by, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var update = new NpgsqlCommand(
            """
            with due as (
              update ingestion.outbox o set next_attempt = now(), attempts = 0 from ingestion.dead_message d
              where d.id = $1 and o.submission = d.submission and o.index = d.index and o.part = d.part)
            update ingestion.dead_message set redriven_at = now() where id = $1
            """, connection)
        {
            Parameters = { new() { Value = id } },
        };
        await update.ExecuteNonQueryAsync(ct);
        await AuditTrail.Add(connection, [new AuditEntry(by, "dead_letter.redriven", $"{id}", [])], now, ct);
        await transaction.CommitAsync(ct);
    }
}
