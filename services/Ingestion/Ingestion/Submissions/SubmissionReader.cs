using System.Text.Json;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion.Domain;
using Npgsql;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>What became of a submission, read from the inbox.</summary>
public static class SubmissionReader
{
    /// <summary>Null when there is no such submission, or nothing of it is for <paramref name="reader"/>.</summary>
    /// <param name="reader">Who asks: a key that is limited to services sees what was sent with it, and of other submissions its services' events. Null: we do.</param>
    public static async Task<Submission?> Read(NpgsqlConnection connection, Guid id, Caller? reader, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select received_at, published_by, trace from ingestion.submission where id = $1") { Parameters = { new() { Value = id } } },
                new(
                    """
                    select i.index, i.source, i.event_id, i.type, i.service, i.event_time, i.status, i.outcome::text, i.duplicate_of, coalesce(f.status, i.status),
                      (select min(d.id) from ingestion.dead_message d where d.submission = i.submission and d.index = i.index and d.redriven_at is null)
                    from ingestion.item i left join ingestion.item f on f.submission = i.duplicate_of and f.index = i.duplicate_item
                    where i.submission = $1
                    """) { Parameters = { new() { Value = id } } },
                new(
                    """
                    select index, source, event_id, type, reason, message, pointer, line, recorded_at, published_by from ingestion.dead_letter where submission = $1
                    """) { Parameters = { new() { Value = id } } },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(ct);
        (DateTimeOffset? receivedAt, string? publishedBy, string? trace) =
            await rows.ReadAsync(ct) ? (rows.GetFieldValue<DateTimeOffset>(0), Text(rows, 1), Text(rows, 2)) : default((DateTimeOffset?, string?, string?));
        var items = new List<SubmissionItem>();
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            items.Add(Item(rows));
        }
        await rows.NextResultAsync(ct);
        var kept = receivedAt is not null;
        Refusal? whole = null;
        while (await rows.ReadAsync(ct))
        {
            var why = new Refusal(rows.GetString(4), rows.GetString(5), Text(rows, 6), rows.IsDBNull(7) ? null : rows.GetInt64(7));
            receivedAt ??= rows.GetFieldValue<DateTimeOffset>(8);
            publishedBy ??= Text(rows, 9);
            if (rows.IsDBNull(0))
            {
                whole = why;
            }
            else
            {
                items.Add(new(rows.GetInt32(0), Text(rows, 1), Text(rows, 2), Text(rows, 3), SubmissionStatus.Rejected) { Error = why });
            }
        }
        if (reader is { HasAllServices: false } && reader.Name != publishedBy)
        {
            whole = null;
            items.RemoveAll(i => i.Service is null || !reader.Has(i.Service));
            receivedAt = items.Count > 0 ? receivedAt : null;
        }
        return receivedAt is { } at ? Summary(id, kept, at, whole, [.. items.OrderBy(i => i.Index)]) with { Trace = PlatformTraces.IdsOf(trace)?.Trace } : null;
    }

    private static Submission Summary(Guid id, bool kept, DateTimeOffset receivedAt, Refusal? whole, List<SubmissionItem> items)
    {
        if (!kept)
        {
            return new(id, SubmissionStatus.Rejected, receivedAt, null, whole ?? (items.Count == 1 ? items[0].Error : null), items);
        }
        // What Correlation has committed and the KPIs do not show yet is still only accepted, for a repeat as for the first.
        var waiting = items.Exists(i => i.Standing is SubmissionStatus.Accepted or "committed");
        return new(id, waiting ? SubmissionStatus.Accepted : SubmissionStatus.Processed, receivedAt, waiting ? null : Sum(items), null, items);
    }

    private static EventOutcome Sum(IEnumerable<SubmissionItem> items) => items.Select(i => i.Counts).OfType<EventOutcome>().Aggregate(EventOutcome.Nothing, (a, b) => a + b);

    private static SubmissionItem Item(NpgsqlDataReader reader)
    {
        var status = reader.GetString(6);
        return new(reader.GetInt32(0), Text(reader, 1), Text(reader, 2), Text(reader, 3), status == "committed" ? SubmissionStatus.Accepted : status)
        {
            Service = Text(reader, 4),
            Time = reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5),
            Counts = status == SubmissionStatus.Processed && !reader.IsDBNull(7) ? JsonSerializer.Deserialize<EventOutcome>(reader.GetString(7)) : null,
            Submission = reader.IsDBNull(8) ? null : reader.GetGuid(8),
            Standing = reader.GetString(9),
            DeadLetter = reader.IsDBNull(10) ? null : reader.GetInt64(10),
        };
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
