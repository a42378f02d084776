using MetricsPlatform.Contracts.Correlation;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Kpi.States;

/// <summary>Writes findings: those that are new by COPY, for half of what an upsert costs the server.</summary>
internal sealed class FindingTable(StateSql sql)
{
    /// <summary>So many that it pays to ask which of them are new.</summary>
    private const int CopiedFrom = 200;

    /// <summary>Findings of one statement: what the server unpacks of them stays within its work_mem.</summary>
    private const int UpsertedAtOnce = 1_000;

    /// <summary>Nobody else adds rows of the service: the connection holds its lock.</summary>
    /// <param name="first">There is nothing of the service yet.</param>
    /// <returns>The rows that are left to upsert.</returns>
    public async Task<IEnumerable<FindingRow>> CopyNew(
        IReadOnlyDictionary<UInt128, FindingRow> rows, ServiceRevised revised, bool first, NpgsqlConnection connection, CancellationToken ct)
    {
        if (rows.Count < CopiedFrom)
        {
            return rows.Values;
        }
        var kept = first ? [] : await KeptOf(rows.Keys, connection, ct);
        await using var copy = await connection.BeginBinaryImportAsync(sql.CopyFindings, ct);
        foreach (var row in rows.Values.Where(row => !kept.Contains(row.Id)))
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(StoredId.Of(row.Id), NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(revised.Service, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(revised.Revision, NpgsqlDbType.Bigint, ct);
            await (row.MergedInto is { } successor ? copy.WriteAsync(StoredId.Of(successor), NpgsqlDbType.Uuid, ct) : copy.WriteNullAsync(ct));
            await copy.WriteAsync(row.Facts, NpgsqlDbType.Bytea, ct);
            await copy.WriteAsync(row.Dossier, NpgsqlDbType.Bytea, ct);
        }
        await copy.CompleteAsync(ct);
        return kept.Select(id => rows[id]);
    }

    public IEnumerable<NpgsqlBatchCommand> Upsert(IEnumerable<FindingRow> rows, ServiceRevised revised) =>
        rows.Chunk(UpsertedAtOnce).Select(some => new NpgsqlBatchCommand(sql.UpsertFindings)
        {
            Parameters =
            {
                new("service", revised.Service), new("revision", revised.Revision),
                Ids("ids", some.Select(r => (UInt128?)r.Id)), Ids("merged", some.Select(r => r.MergedInto)),
                Bytes("facts", some.Select(r => r.Facts)), Bytes("dossiers", some.Select(r => r.Dossier)),
            },
        });

    private async Task<HashSet<UInt128>> KeptOf(IEnumerable<UInt128> ids, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql.KeptFindings, connection) { Parameters = { Ids("ids", ids.Select(id => (UInt128?)id)) } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var kept = new HashSet<UInt128>();
        while (await reader.ReadAsync(ct))
        {
            kept.Add(StoredId.Read(reader.GetGuid(0)));
        }
        return kept;
    }

    private static NpgsqlParameter Ids(string name, IEnumerable<UInt128?> values) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = values.Select(id => id is { } known ? StoredId.Of(known) : (Guid?)null).ToArray() };

    private static NpgsqlParameter Bytes(string name, IEnumerable<byte[]?> values) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = values.ToArray() };
}
