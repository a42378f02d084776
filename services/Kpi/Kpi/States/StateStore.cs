using System.Text.Json;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Kpi.States;

/// <summary>The persisted states, shared by all replicas; newest wins, row by row.</summary>
public sealed class StateStore(NpgsqlDataSource database, KpiSchema schema)
{
    private const string LockService = """
        insert into kpi.service (service, applied) values (@service, 0) on conflict (service) do update set applied = kpi.service.applied
        returning applied
        """;

    private const string UpsertFindings = """
        insert into kpi.finding as f (id, service, revision, merged_into, facts, detail)
        select id, @service, @revision, merged_into, facts, detail
        from unnest(@ids, @merged, @facts, @details) as r (id, merged_into, facts, detail)
        on conflict (id) do update set
          service = excluded.service, revision = excluded.revision, merged_into = excluded.merged_into, facts = excluded.facts, detail = excluded.detail
        where excluded.revision >= f.revision
        """;

    private const string UpsertParts = """
        insert into kpi.service_part as p (service, kind, key, revision, state)
        select @service, kind, key, @revision, state from unnest(@kinds, @keys, @states) as r (kind, key, state)
        on conflict (service, kind, key) do update set revision = excluded.revision, state = excluded.state
        where excluded.revision >= p.revision
        """;

    /// <summary>A crash of the server may lose the newest revisions here, whole ones with their count: they are asked for again.</summary>
    private const string NoWait = "set local synchronous_commit = off";

    private const string SetApplied = "update kpi.service set applied = @revision where service = @service and applied < @revision";

    /// <summary>Writes a whole revision in one transaction.</summary>
    /// <returns>Null when it is written. Else nothing is, since the store was dropped meanwhile and has only the revisions up to the one returned.</returns>
    public async Task<long?> Save(ServiceRevised revised, CancellationToken ct)
    {
        try
        {
            return await Write(revised, ct);
        }
        catch (PostgresException dropped) when (dropped.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            await schema.Create(ct);
            return await Write(revised, ct);
        }
    }

    /// <summary>What people read about findings, by id; ids without detail are missing.</summary>
    public async Task<IReadOnlyDictionary<string, FindingDetail>> DetailsOf(IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select id, detail from kpi.finding where id = any(@ids) and detail is not null");
        command.Parameters.AddWithValue("ids", ids.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var details = new Dictionary<string, FindingDetail>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
        {
            details[reader.GetString(0)] = JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(1), KpiJson.Default.FindingDetail)!;
        }
        return details;
    }

    private async Task<long?> Write(ServiceRevised revised, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var locking = new NpgsqlCommand(LockService, connection, transaction) { Parameters = { new("service", revised.Service) } };
        var stored = (long)(await locking.ExecuteScalarAsync(ct))!;
        if (stored < revised.Since)
        {
            return stored;
        }
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { new(NoWait), FindingsOf(revised), PartsOf(revised), AppliedOf(revised) } };
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    private static NpgsqlBatchCommand FindingsOf(ServiceRevised revised)
    {
        var rows = new Dictionary<string, (string? MergedInto, byte[]? Facts, byte[]? Detail)>(StringComparer.Ordinal);
        foreach (var tombstone in revised.Tombstones)
        {
            rows[tombstone.Id] = (tombstone.MergedInto, null, null);
        }
        foreach (var (id, facts, detail) in revised.Findings.AsParallel().Select(Row))
        {
            rows[id] = (null, facts, detail);
        }
        return new NpgsqlBatchCommand(UpsertFindings)
        {
            Parameters =
            {
                new("service", revised.Service), new("revision", revised.Revision),
                Texts("ids", rows.Keys), Texts("merged", rows.Values.Select(r => r.MergedInto)),
                Bytes("facts", rows.Values.Select(r => r.Facts)), Bytes("details", rows.Values.Select(r => r.Detail)),
            },
        };
    }

    private static (string Id, byte[] Facts, byte[] Detail) Row(FindingState finding)
    {
        var facts = new FindingFacts(finding.Id, finding.Kind, finding.First, [.. finding.Timeline], [.. finding.Decisions], [.. finding.Tickets]);
        return (
            finding.Id, JsonSerializer.SerializeToUtf8Bytes(facts, KpiJson.Default.FindingFacts),
            JsonSerializer.SerializeToUtf8Bytes(finding.Detail, KpiJson.Default.FindingDetail));
    }

    private static NpgsqlBatchCommand PartsOf(ServiceRevised revised)
    {
        List<(string Kind, string Key, string State)> parts =
        [
            .. revised.Releases.DistinctBy(r => r.Version)
                .Select(r => (PartKind.Release, r.Version, JsonSerializer.Serialize(r, KpiJson.Default.ReleaseState))),
            .. revised.Scopes.DistinctBy(StateKeys.Of)
                .Select(s => (PartKind.Scope, StateKeys.Of(s), JsonSerializer.Serialize(s, KpiJson.Default.ScopeState))),
            .. revised.Incidents.DistinctBy(i => i.Key)
                .Select(i => (PartKind.Incident, i.Key, JsonSerializer.Serialize(i, KpiJson.Default.IncidentState))),
        ];
        return new NpgsqlBatchCommand(UpsertParts)
        {
            Parameters =
            {
                new("service", revised.Service), new("revision", revised.Revision),
                Texts("kinds", parts.Select(p => p.Kind)), Texts("keys", parts.Select(p => p.Key)), Json("states", parts.Select(p => p.State)),
            },
        };
    }

    private static NpgsqlBatchCommand AppliedOf(ServiceRevised revised) =>
        new(SetApplied) { Parameters = { new("service", revised.Service), new("revision", revised.Revision) } };

    private static NpgsqlParameter Texts(string name, IEnumerable<string?> values) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values.ToArray() };

    private static NpgsqlParameter Bytes(string name, IEnumerable<byte[]?> values) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = values.ToArray() };

    private static NpgsqlParameter Json(string name, IEnumerable<string> values) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Jsonb) { Value = values.ToArray() };
}
