using System.IO.Compression;
using System.Text.Json;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Submissions;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Ingestion.Replay;

/// <summary>A report as the inbox keeps it.</summary>
/// <param name="Id">Its submission.</param>
/// <param name="Parameters">Of its request.</param>
public sealed record StoredReport(Guid Id, DateTimeOffset ReceivedAt, string ContentType, IReadOnlyDictionary<string, string> Parameters, string? IdempotencyKey)
{
    /// <summary>Reports whose bodies are still kept, in the order of their arrival.</summary>
    public static async Task<List<StoredReport>> Find(NpgsqlConnection connection, ReplayQuery query, CancellationToken ct)
    {
        await using var select = new NpgsqlCommand(
            """
            select id, received_at, content_type, parameters::text, idempotency_key from ingestion.submission s
            where kind = 'scan' and ($1 is null or id > $1) and ($2 is null or received_at >= $2) and ($3 is null or received_at < $3)
              and ($4 is null or parameters ->> 'service' = $4) and exists (select from ingestion.payload p where p.submission = s.id)
            order by id limit $5
            """, connection)
        {
            Parameters =
            {
                new() { Value = (object?)query.After ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = (object?)query.From ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = (object?)query.To ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = (object?)query.Service ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = query.Limit },
            },
        };
        var found = new List<StoredReport>();
        await using var reader = await select.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(new(
                reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2),
                JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(3))!, reader.IsDBNull(4) ? null : reader.GetString(4)));
        }
        return found;
    }

    /// <summary>Its body, decompressed and seekable.</summary>
    public async Task<Stream> Open(NpgsqlConnection connection, CancellationToken ct)
    {
        Stream body = new MemoryStream();
        await using var select = new NpgsqlCommand("select bytes from ingestion.payload where submission = $1 order by block", connection) { Parameters = { new() { Value = Id } } };
        await using var reader = await select.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            // A block is one megabyte before compression: what has several goes to a file.
            body = body.Length > 0 && body is MemoryStream ? await RequestBody.ToFile(body, ct) : body;
            await using var block = new GZipStream(new MemoryStream(reader.GetFieldValue<byte[]>(0)), CompressionMode.Decompress);
            await block.CopyToAsync(body, ct);
        }
        body.Position = 0;
        return body;
    }

    /// <summary>What the reading that stands made of it, and how many readings there were after the first.</summary>
    public async Task<(int Readings, List<StandingEvent> Standing)> Standing(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var select = new NpgsqlCommand(
            """
            with reading as (select id, replay_of is not null as again from ingestion.submission where id = $1 or replay_of = $1)
            select (select count(*) from reading where again)::int, i.source, i.event_id, i.type, i.event_time, i.service, i.content_hash
            from (select id from reading order by again desc, id desc limit 1) latest
            left join ingestion.item i on i.submission = latest.id and i.content_hash is not null and i.source <> $2
            order by i.index
            """, connection)
        {
            Parameters = { new() { Value = Id }, new() { Value = ReportReplay.Source } },
        };
        var (readings, standing) = (0, new List<StandingEvent>());
        await using var reader = await select.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            readings = reader.GetInt32(0);
            if (!reader.IsDBNull(1))
            {
                standing.Add(new(
                    reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5), reader.GetFieldValue<byte[]>(6)));
            }
        }
        return (readings, standing);
    }
}
