using System.Text.Json;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain.States;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Kpi.States;

/// <summary>The persisted states of one generation, shared by all replicas.</summary>
public sealed class StateStore
{
    /// <summary>
    /// A crash of the server may lose the newest revisions here, whole ones with their count: they are asked for again. And a plan for these
    /// very rows is no better than one for any, but copies them.
    /// </summary>
    private const string Quickly = "select set_config('synchronous_commit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)";

    private readonly NpgsqlDataSource database;
    private readonly KpiSchema schema;
    private readonly StateSql sql;
    private readonly FindingTable findings;

    public StateStore(NpgsqlDataSource database, KpiSchema schema) : this(database, schema, KpiSchema.Serving)
    {
    }

    private StateStore(NpgsqlDataSource database, KpiSchema schema, string tables)
    {
        (this.database, this.schema, sql) = (database, schema, new StateSql(tables));
        findings = new FindingTable(sql);
    }

    /// <summary>The states of the generation that a rebuild fills.</summary>
    public StateStore OfNext() => new(database, schema, KpiSchema.Next);

    /// <summary>Writes a whole revision in one transaction.</summary>
    /// <param name="batch">Its findings and tombstones.</param>
    /// <returns>Null when it is written. Else nothing is, since the store was dropped meanwhile and has only the revisions up to the one returned.</returns>
    public async Task<long?> Save(ServiceRevised revised, FindingBatch batch, CancellationToken ct)
    {
        try
        {
            return await Write(revised, batch, ct);
        }
        catch (PostgresException dropped) when (dropped.SqlState is PostgresErrorCodes.UndefinedTable && sql.Schema == KpiSchema.Serving)
        {
            await schema.Create(ct);
            return await Write(revised, batch, ct);
        }
    }

    /// <summary>What people read about findings, by id; ids that have none are missing, as all are where the tables were dropped.</summary>
    public async Task<IReadOnlyDictionary<UInt128, Dossier>> DossiersOf(IEnumerable<UInt128> ids, CancellationToken ct)
    {
        try
        {
            return await ReadDossiers(ids, ct);
        }
        catch (PostgresException dropped) when (dropped.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            return new Dictionary<UInt128, Dossier>();
        }
    }

    private async Task<Dictionary<UInt128, Dossier>> ReadDossiers(IEnumerable<UInt128> ids, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql.Dossiers);
        command.Parameters.AddWithValue("ids", ids.Select(StoredId.Of).ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var dossiers = new Dictionary<UInt128, Dossier>();
        while (await reader.ReadAsync(ct))
        {
            dossiers[StoredId.Read(reader.GetGuid(0))] = JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(1), KpiJson.Default.Dossier)!;
        }
        return dossiers;
    }

    private async Task<long?> Write(ServiceRevised revised, FindingBatch batch, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var locking = new NpgsqlCommand(sql.LockService, connection, transaction) { Parameters = { new("service", revised.Service) } };
        var stored = (long)(await locking.ExecuteScalarAsync(ct))!;
        if (stored < revised.Since)
        {
            return stored;
        }
        await Forget(revised, connection, ct);
        var rest = await findings.CopyNew(FindingRow.Of(revised, batch), revised, stored == 0, connection, ct);
        await using var commands = new NpgsqlBatch(connection, transaction);
        foreach (var command in (IEnumerable<NpgsqlBatchCommand>)[new(Quickly), .. findings.Upsert(rest, revised), PartsOf(revised), ScansOf(revised), AppliedOf(revised)])
        {
            commands.BatchCommands.Add(command);
        }
        await commands.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    /// <summary>What is there under former names of the service goes: the revision tells it all.</summary>
    private async Task Forget(ServiceRevised revised, NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var former in revised.FormerNames ?? [])
        {
            await using var command = new NpgsqlCommand(sql.Forget, connection) { Parameters = { new("service", former.Service), new("revision", former.Revision) } };
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private NpgsqlBatchCommand PartsOf(ServiceRevised revised)
    {
        List<(string Kind, string Key, string State)> parts =
        [
            .. revised.Releases.DistinctBy(r => r.Version)
                .Select(r => (PartKind.Release, r.Version, JsonSerializer.Serialize(r, KpiJson.Default.ReleaseState))),
            .. revised.Scopes.DistinctBy(StateKeys.Of)
                .Select(s => (PartKind.Scope, StateKeys.Of(s), JsonSerializer.Serialize(s, KpiJson.Default.ScopeState))),
            .. revised.Incidents.DistinctBy(i => i.Key)
                .Select(i => (PartKind.Incident, i.Key, JsonSerializer.Serialize(i, KpiJson.Default.IncidentState))),
            .. (revised.FormerNames ?? []).Select(n => (PartKind.FormerName, n.Service, JsonSerializer.Serialize(n, KpiJson.Default.FormerName))),
        ];
        return new NpgsqlBatchCommand(sql.UpsertParts)
        {
            Parameters =
            {
                new("service", revised.Service), new("revision", revised.Revision),
                Texts("kinds", parts.Select(p => p.Kind)), Texts("keys", parts.Select(p => p.Key)), Json("states", parts.Select(p => p.State)),
            },
        };
    }

    private NpgsqlBatchCommand ScansOf(ServiceRevised revised)
    {
        List<ScanState> scans = [.. (revised.Scans ?? []).DistinctBy(s => s.Number)];
        return new NpgsqlBatchCommand(sql.UpsertScans)
        {
            Parameters =
            {
                new("service", revised.Service), new("revision", revised.Revision),
                new("numbers", scans.Select(s => s.Number).ToArray()), new("ticks", scans.Select(s => s.At.UtcTicks).ToArray()),
                Texts("tools", scans.Select(s => s.Tool)), Texts("targets", scans.Select(s => s.Target)),
                Texts("versions", scans.Select(s => s.Version)), Texts("commits", scans.Select(s => s.Commit)),
                new("closes", scans.Select(s => s.Closes).ToArray()), new("counts", scans.Select(s => s.Counts).ToArray()),
            },
        };
    }

    private NpgsqlBatchCommand AppliedOf(ServiceRevised revised) =>
        new(sql.SetApplied) { Parameters = { new("service", revised.Service), new("revision", revised.Revision) } };

    private static NpgsqlParameter Texts(string name, IEnumerable<string?> values) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values.ToArray() };

    private static NpgsqlParameter Json(string name, IEnumerable<string> values) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Jsonb) { Value = values.ToArray() };
}
