using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Hosting.Audit;

/// <summary>
/// Acts on record in the database that they change, in schema <c>audit</c>: in one transaction with the change, so that neither is without
/// the other. Each record holds the hash of all before it (docs/audit.md).
/// </summary>
public static class AuditTrail
{
    /// <summary>Any number that nothing else locks: records are added one transaction after another.</summary>
    private const long AdvisoryLock = 0x6d_70_61_75_64_69_74;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Creates the tables if they are missing. Where they are they are left alone, so that a service needs no right to create.</summary>
    /// <param name="connection">In a transaction.</param>
    public static async Task CreateSchema(NpgsqlConnection connection, CancellationToken ct)
    {
        await TakeTurn(connection, ct);
        await using var exists = new NpgsqlCommand("select to_regclass('audit.record') is not null", connection);
        if ((bool)(await exists.ExecuteScalarAsync(ct))!)
        {
            return;
        }
        using var ddl = new StreamReader(typeof(AuditTrail).Assembly.GetManifestResourceStream("audit.sql")!);
        await using var create = new NpgsqlCommand(await ddl.ReadToEndAsync(ct), connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Puts acts on record. Call it last in the transaction: others that have something to record wait for its end.</summary>
    /// <param name="connection">In the transaction that changes what they are about.</param>
    public static async Task Add(NpgsqlConnection connection, IReadOnlyCollection<AuditEntry> entries, DateTimeOffset now, CancellationToken ct)
    {
        if (entries.Count == 0)
        {
            return;
        }
        await TakeTurn(connection, ct);
        var people = await IdsOf(connection, entries.SelectMany(e => new[] { e.Actor, e.Person }).OfType<string>().Distinct(StringComparer.Ordinal).ToArray(), ct);
        var (seq, hash) = await Head(connection, ct);
        var at = now.ToUniversalTime();
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));   // as PostgreSQL keeps it
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy audit.record (seq, at, actor, person, action, subject, detail, hash) from stdin (format binary)", ct);
        foreach (var entry in entries)
        {
            var record = new AuditRecord(++seq, at, IdOf(entry.Actor), IdOf(entry.Person), entry.Action, entry.Subject, entry.Detail.ToJsonString(Json));
            hash = record.HashAfter(hash);
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(record.Seq, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(record.At, NpgsqlDbType.TimestampTz, ct);
            await (record.Actor is { } actor ? copy.WriteAsync(actor, NpgsqlDbType.Uuid, ct) : copy.WriteNullAsync(ct));
            await (record.Person is { } person ? copy.WriteAsync(person, NpgsqlDbType.Uuid, ct) : copy.WriteNullAsync(ct));
            await copy.WriteAsync(record.Action, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(record.Subject, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(record.Detail, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(hash, NpgsqlDbType.Bytea, ct);
        }
        await copy.CompleteAsync(ct);

        Guid? IdOf(string? name) => name is null ? null : people[name];
    }

    /// <summary>Takes a name out. What was done by one person stays together.</summary>
    /// <returns>What the records name them instead; null: they name nobody so.</returns>
    internal static async Task<Guid?> Forget(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        await using var forget = new NpgsqlCommand("update audit.person set name = null where name = $1 returning id", connection) { Parameters = { new() { Value = name } } };
        return await forget.ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>All records in their order, each with the hash that it was stored with and the names that are still known.</summary>
    internal static async IAsyncEnumerable<StoredAuditRecord> Read(
        NpgsqlConnection connection, long after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var select = new NpgsqlCommand(
            """
            select r.seq, r.at, r.actor, r.person, r.action, r.subject, r.detail, r.hash, a.name, b.name
            from audit.record r left join audit.person a on a.id = r.actor left join audit.person b on b.id = r.person
            where r.seq > $1 order by r.seq
            """, connection)
        {
            Parameters = { new() { Value = after } },
        };
        await using var rows = await select.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var record = new AuditRecord(
                rows.GetInt64(0), rows.GetFieldValue<DateTimeOffset>(1), Id(2), Id(3), rows.GetString(4), rows.GetString(5), rows.GetString(6));
            yield return new(record, rows.GetFieldValue<byte[]>(7), Text(8), Text(9));
        }

        Guid? Id(int column) => rows.IsDBNull(column) ? null : rows.GetGuid(column);
        string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
    }

    private static async Task<(long Seq, byte[] Hash)> Head(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var select = new NpgsqlCommand("select seq, hash from audit.record order by seq desc limit 1", connection);
        await using var row = await select.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : (0, AuditRecord.Beginning);
    }

    private static async Task<Dictionary<string, Guid>> IdsOf(NpgsqlConnection connection, string[] names, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into audit.person (id, name) select gen_random_uuid(), n.name from unnest($1) as n (name) on conflict (name) do nothing")
                {
                    Parameters = { new() { Value = names } },
                },
                new("select name, id from audit.person where name = any ($1)") { Parameters = { new() { Value = names } } },
            },
        };
        var ids = new Dictionary<string, Guid>(StringComparer.Ordinal);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            ids.Add(rows.GetString(0), rows.GetGuid(1));
        }
        return ids;
    }

    private static async Task TakeTurn(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var turn = new NpgsqlCommand("select pg_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = AdvisoryLock } } };
        await turn.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>A record as it was read.</summary>
/// <param name="Hash">As it was stored.</param>
/// <param name="ActorName">Null: nobody, or a name that was taken out.</param>
internal sealed record StoredAuditRecord(AuditRecord Record, byte[] Hash, string? ActorName, string? PersonName);
