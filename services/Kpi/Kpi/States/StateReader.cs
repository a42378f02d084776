using System.Text.Json;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.Metrics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Kpi.States;

/// <summary>Reads the persisted states of the generation that serves.</summary>
public sealed class StateReader(NpgsqlDataSource database, KpiSchema schema, ILogger<StateReader> logger)
{
    /// <returns>The states, and the generation that they are.</returns>
    public async Task<(ServiceMap States, Guid Generation)> Read(CancellationToken ct)
    {
        while (true)
        {
            var generation = await schema.Create(ct);
            var states = await ReadTables(ct);
            // Had another generation taken its place meanwhile, some of what was read would be of the one and some of the other.
            if (await schema.Find(ct) == generation)
            {
                return (states, generation);
            }
        }
    }

    private async Task<ServiceMap> ReadTables(CancellationToken ct)
    {
        var (states, broken) = (new ServiceMap(), new HashSet<string>(StringComparer.Ordinal));
        var renamed = new List<FormerName>();
        await using var connection = await database.OpenConnectionAsync(ct);
        // How far a service is comes first: states that another replica writes meanwhile are newer than that, never older.
        var applied = await AppliedRevisions(connection, ct);
        await ReadFindings(connection, states, broken, ct);
        await ReadParts(connection, states, renamed, broken, ct);
        await ReadScans(connection, states, ct);
        foreach (var (service, revision) in applied)
        {
            states.Of(service).Reached(broken.Contains(service) ? 0 : revision);
        }
        states.Forget(renamed);
        return states;
    }

    private static async Task<Dictionary<string, long>> AppliedRevisions(NpgsqlConnection connection, CancellationToken ct)
    {
        var applied = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select service, applied from kpi.service", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            applied[reader.GetString(0)] = reader.GetInt64(1);
        }
        return applied;
    }

    private async Task ReadFindings(NpgsqlConnection connection, ServiceMap states, HashSet<string> broken, CancellationToken ct)
    {
        var batches = new Dictionary<string, FindingBatch>(StringComparer.Ordinal);
        await using (var rows = await connection.BeginBinaryExportAsync(
            "copy kpi.finding (service, id, revision, merged_into, facts) to stdout (format binary)", ct))
        {
            while (await rows.StartRowAsync(ct) >= 0)
            {
                var service = rows.Read<string>();
                if (!batches.TryGetValue(service, out var batch))
                {
                    batches.Add(service, batch = new FindingBatch());
                }
                ReadFinding(rows, service, batch, broken);
            }
        }
        Parallel.ForEach(batches, batch => states.Of(batch.Key).Put(batch.Value));
    }

    private void ReadFinding(NpgsqlBinaryExporter row, string service, FindingBatch batch, HashSet<string> broken)
    {
        var (id, revision) = (StoredId.Read(row.Read<Guid>()), row.Read<long>());
        var mergedInto = Next<Guid>(row, out var successor) ? StoredId.Read(successor) : (UInt128?)null;
        if (!Next<byte[]>(row, out var facts))
        {
            batch.AddTombstone(id, revision, mergedInto);
            return;
        }
        try
        {
            batch.Add(id, revision, facts);
        }
        catch (FormatException unreadable)
        {
            Skip(service, FindingId.Text(id), broken, unreadable);
        }
    }

    private static bool Next<T>(NpgsqlBinaryExporter row, out T value)
    {
        value = default!;
        if (row.IsNull)
        {
            row.Skip();
            return false;
        }
        value = row.Read<T>();
        return true;
    }

    private async Task ReadParts(NpgsqlConnection connection, ServiceMap states, List<FormerName> renamed, HashSet<string> broken, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select service, kind, key, revision, state::text from kpi.service_part", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (service, kind, key, revision, json) = (
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetString(4));
            var held = states.Of(service);
            try
            {
                switch (kind)
                {
                    case PartKind.Release: held.Put(revision, JsonSerializer.Deserialize(json, KpiJson.Default.ReleaseState)!); break;
                    case PartKind.Scope: held.Put(revision, JsonSerializer.Deserialize(json, KpiJson.Default.ScopeState)!); break;
                    case PartKind.Incident: held.Put(revision, JsonSerializer.Deserialize(json, KpiJson.Default.IncidentState)!); break;
                    case PartKind.FormerName: renamed.Add(JsonSerializer.Deserialize(json, KpiJson.Default.FormerName)!); break;
                }
            }
            catch (JsonException unreadable)
            {
                Skip(service, key, broken, unreadable);
            }
        }
    }

    private static async Task ReadScans(NpgsqlConnection connection, ServiceMap states, CancellationToken ct)
    {
        await using var rows = await connection.BeginBinaryExportAsync(
            "copy kpi.scan (service, revision, number, tool, target, ticks, closes, version, commit, counts) to stdout (format binary)", ct);
        while (await rows.StartRowAsync(ct) >= 0)
        {
            var (held, revision) = (states.Of(rows.Read<string>()), rows.Read<long>());
            held.Put(revision, new ScanState(
                rows.Read<int>(), rows.Read<string>(), rows.Read<string>(), new DateTimeOffset(rows.Read<long>(), TimeSpan.Zero), rows.Read<bool>(),
                Next<string>(rows, out var version) ? version : null, Next<string>(rows, out var commit) ? commit : null, rows.Read<bool>()));
        }
    }

    /// <summary>A row that an older version wrote and this one cannot read is left out and counted, and its service asked for anew.</summary>
    private void Skip(string service, string key, HashSet<string> broken, Exception unreadable)
    {
        KpiTelemetry.Skipped.Inc();
        if (broken.Add(service))
        {
            logger.LogWarning(unreadable, "Cannot read the persisted state {Key} of {Service}; asking for the whole service", key, service);
        }
    }
}
