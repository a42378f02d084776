using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Hosting.Audit;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>
/// Writes a submission's items and messages inside the caller's transaction, a few megabytes at a time. Which of several equal
/// (source, id) is the first is decided by the unique index, so it holds across concurrent requests and within one batch.
/// </summary>
/// <param name="sender">Name of the key that sent it.</param>
internal sealed class SubmissionWriter(NpgsqlConnection connection, Guid submission, DateTimeOffset acceptedAt, string? sender)
{
    private const int MaxPendingBytes = 4 << 20;
    private const int MaxPendingItems = 1000;

    private readonly string? trace = PlatformTraces.Current;
    private readonly List<Pending> pending = [];
    private readonly List<(Pending Item, int Part, string Service, string Type, byte[] Body)> messages = [];
    private readonly List<(Pending Item, string Source, string Id)> withdrawn = [];
    private readonly List<(Pending Item, AuditEntry Record)> records = [];
    private int pendingBytes;

    /// <summary>Of all messages so far.</summary>
    public long MessageBytes { get; private set; }

    /// <summary>What has been decided so far.</summary>
    public List<SubmissionItem> Items { get; } = [];

    /// <summary>The decisions among them that are not repeats, to go on record.</summary>
    public IReadOnlyList<AuditEntry> Records => [.. records.Where(r => r.Item.Kept == true).Select(r => r.Record)];

    public async Task Add(ReadItem read, CancellationToken ct)
    {
        var item = Storable.Check(read);
        if (item is RefusedItem refused)
        {
            Items.Add(Rejected(refused, refused.Refusal));
            return;
        }
        var entry = new Pending(item);
        pending.Add(entry);
        if (item is AcceptedItem accepted)
        {
            await AddMessages(entry, accepted, ct);
        }
        if (pending.Count >= MaxPendingItems)
        {
            await Flush(ct);
        }
    }

    public async Task Flush(CancellationToken ct)
    {
        var undecided = pending.Where(p => p.Kept is null).ToList();
        if (undecided.Count > 0)
        {
            await Decide(undecided, ct);
        }
        await CopyMessages(ct);
        await KeepWithdrawals(ct);
        pending.Clear();
        withdrawn.Clear();
        messages.Clear();
        pendingBytes = 0;
    }

    private async Task AddMessages(Pending entry, AcceptedItem item, CancellationToken ct)
    {
        var header = new EventHeader(item.Source!, item.Id!, item.Time.ToUniversalTime(), submission, item.Index, acceptedAt);
        var part = 0;
        foreach (var message in item.Messages(header))
        {
            if (entry.Kept == false)
            {
                break;
            }
            if (message is ScanWithdrawn withdrawal && item.Source != ReportReplay.Source)
            {
                withdrawn.Add((entry, withdrawal.ScanSource, withdrawal.ScanId));
            }
            if (DecisionRecord.Of(message, item, submission, sender) is { } record)
            {
                records.Add((entry, record));
            }
            var (type, body) = OutboxMessage.Write(message);
            messages.Add((entry, part++, message.Service, type, body));
            pendingBytes += body.Length;
            MessageBytes += body.Length;
            if (pendingBytes >= MaxPendingBytes)
            {
                await Flush(ct);
            }
        }
    }

    private async Task Decide(List<Pending> undecided, CancellationToken ct)
    {
        var kept = await InsertItems(undecided, ct);
        foreach (var entry in undecided)
        {
            entry.Kept = kept.Contains(entry.Item.Index);
            if (entry.Kept == true)
            {
                Items.Add(Stored(entry.Item));
            }
        }
        var others = undecided.Where(p => p.Kept == false).Select(p => (AcceptedItem)p.Item).ToList();
        if (others.Count > 0)
        {
            await AddRepeats(others, ct);
        }
    }

    private async Task<HashSet<int>> InsertItems(List<Pending> entries, CancellationToken ct)
    {
        await using var insert = new NpgsqlCommand(
            """
            insert into ingestion.item (submission, index, source, event_id, type, service, event_time, content_hash, status, accepted_at)
            select $1, n.index, n.source, n.id, n.type, n.service, n.time, n.hash, case when n.hash is null then 'unused' else 'accepted' end, $2
            from unnest($3, $4, $5, $6, $7, $8, $9) as n (index, source, id, type, service, time, hash)
            order by n.source, n.id, n.index
            on conflict (source, event_id) where content_hash is not null do nothing
            returning index
            """, connection)
        {
            Parameters =
            {
                new() { Value = submission },
                new() { Value = acceptedAt },
                new() { Value = entries.Select(e => e.Item.Index).ToArray() },
                Texts(entries.Select(e => e.Item.Source)),
                Texts(entries.Select(e => e.Item.Id)),
                Texts(entries.Select(e => e.Item.Type)),
                Texts(entries.Select(e => (e.Item as AcceptedItem)?.Service)),
                new()
                {
                    Value = entries.Select(e => (e.Item as AcceptedItem)?.Time.ToUniversalTime()).ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
                },
                new()
                {
                    Value = entries.Select(e => (e.Item as AcceptedItem)?.ContentHash.ToArray()).ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
                },
            },
        };
        var kept = new HashSet<int>();
        await using var reader = await insert.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            kept.Add(reader.GetInt32(0));
        }
        return kept;
    }

    private async Task AddRepeats(List<AcceptedItem> items, CancellationToken ct)
    {
        var firsts = await FirstOnes(items, ct);
        var repeats = new List<(AcceptedItem Item, Guid Submission, int Index)>();
        foreach (var item in items)
        {
            if (!firsts.TryGetValue(item.Index, out var first))
            {
                throw new ForgottenMeanwhileException();
            }
            if (item.ContentHash.Span.SequenceEqual(first.Hash))
            {
                repeats.Add((item, first.Submission, first.Index));
                Items.Add(Stored(item) with { Status = SubmissionStatus.Duplicate, Submission = first.Submission });
            }
            else
            {
                Items.Add(Rejected(item, new Refusal("conflict", $"An event with source '{item.Source}' and id '{item.Id}' was accepted before with other content.")));
            }
        }
        await using var insert = new NpgsqlCommand(
            """
            insert into ingestion.item (submission, index, source, event_id, type, service, status, accepted_at, duplicate_of, duplicate_item)
            select $1, n.index, n.source, n.id, n.type, n.service, 'duplicate', $2, n.first, n.first_index
            from unnest($3, $4, $5, $6, $7, $8, $9) as n (index, source, id, type, service, first, first_index)
            """, connection)
        {
            Parameters =
            {
                new() { Value = submission },
                new() { Value = acceptedAt },
                new() { Value = repeats.Select(r => r.Item.Index).ToArray() },
                Texts(repeats.Select(r => r.Item.Source)),
                Texts(repeats.Select(r => r.Item.Id)),
                Texts(repeats.Select(r => r.Item.Type)),
                Texts(repeats.Select(r => r.Item.Service)),
                new() { Value = repeats.Select(r => r.Submission).ToArray() },
                new() { Value = repeats.Select(r => r.Index).ToArray() },
            },
        };
        await insert.ExecuteNonQueryAsync(ct);
    }

    private async Task<Dictionary<int, (Guid Submission, int Index, byte[] Hash)>> FirstOnes(List<AcceptedItem> items, CancellationToken ct)
    {
        await using var select = new NpgsqlCommand(
            """
            select n.index, i.submission, i.index, i.content_hash
            from unnest($1, $2, $3) as n (index, source, id)
            join ingestion.item i on i.source = n.source and i.event_id = n.id and i.content_hash is not null
            """, connection)
        {
            Parameters =
            {
                new() { Value = items.Select(i => i.Index).ToArray() },
                Texts(items.Select(i => i.Source)),
                Texts(items.Select(i => i.Id)),
            },
        };
        var firsts = new Dictionary<int, (Guid, int, byte[])>();
        await using var reader = await select.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            firsts[reader.GetInt32(0)] = (reader.GetGuid(1), reader.GetInt32(2), reader.GetFieldValue<byte[]>(3));
        }
        return firsts;
    }

    private async Task CopyMessages(CancellationToken ct)
    {
        if (!messages.Exists(m => m.Item.Kept == true))
        {
            return;
        }
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy ingestion.outbox (submission, index, part, service, type, body, size, trace) from stdin (format binary)", ct);
        foreach (var message in messages.Where(m => m.Item.Kept == true))
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(submission, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(message.Item.Item.Index, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(message.Part, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(message.Service, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(message.Type, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(message.Body, NpgsqlDbType.Bytea, ct);
            await copy.WriteAsync(message.Body.Length, NpgsqlDbType.Integer, ct);
            await (trace is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(trace, NpgsqlDbType.Text, ct));
        }
        await copy.CompleteAsync(ct);
    }

    /// <summary>What somebody withdrew is not read anew.</summary>
    private async Task KeepWithdrawals(CancellationToken ct)
    {
        var kept = withdrawn.Where(w => w.Item.Kept == true).ToList();
        if (kept.Count == 0)
        {
            return;
        }
        await using var insert = new NpgsqlCommand(
            "insert into ingestion.withdrawn_scan (source, scan_id) select distinct * from unnest($1, $2) on conflict do nothing", connection)
        {
            Parameters = { Texts(kept.Select(w => w.Source)), Texts(kept.Select(w => w.Id)) },
        };
        await insert.ExecuteNonQueryAsync(ct);
    }

    private static SubmissionItem Stored(ReadItem item) => item is AcceptedItem a
        ? new(a.Index, a.Source, a.Id, a.Type, SubmissionStatus.Accepted) { Service = a.Service, Time = a.Time }
        : new(item.Index, item.Source, item.Id, item.Type, SubmissionStatus.Unused) { Because = (item as UnusedItem)?.Why };

    private static SubmissionItem Rejected(ReadItem item, Refusal why) =>
        new(item.Index, item.Source, item.Id, item.Type, SubmissionStatus.Rejected) { Error = why };

    private static NpgsqlParameter Texts(IEnumerable<string?> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    /// <param name="Item">Accepted or unused.</param>
    private sealed record Pending(ReadItem Item)
    {
        /// <summary>Null until the unique index has decided; false for a repeat or a conflict.</summary>
        public bool? Kept { get; set; }
    }
}

/// <summary>What an event repeats was forgotten between two looks (<c>KeepSubmissions</c>): it is to be taken in anew.</summary>
internal sealed class ForgottenMeanwhileException() : Exception("The event that this one repeats has just been forgotten.");
