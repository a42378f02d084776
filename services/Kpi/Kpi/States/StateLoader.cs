using System.Text.Json;
using MetricsPlatform.Hosting.Outages;
using MetricsPlatform.Kpi.Metrics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Kpi.States;

/// <summary>Brings the persisted states into memory; whoever takes in or answers waits for it.</summary>
public sealed class StateLoader(NpgsqlDataSource database, KpiSchema schema, KpiStates states, ILogger<StateLoader> logger) : Preparation(logger)
{
    protected override async Task Prepare(CancellationToken ct)
    {
        await schema.Create(ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        // How far a service is comes first: states that another replica writes meanwhile are newer than that, never older.
        var applied = await AppliedRevisions(connection, ct);
        var broken = new HashSet<string>(StringComparer.Ordinal);
        await LoadFindings(connection, broken, ct);
        await LoadParts(connection, broken, ct);
        foreach (var (service, revision) in applied)
        {
            states.Of(service).Reached(broken.Contains(service) ? 0 : revision);
        }
        logger.LogInformation("Loaded the states of {Services} services", applied.Count);
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

    private async Task LoadFindings(NpgsqlConnection connection, HashSet<string> broken, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select service, id, revision, merged_into, facts from kpi.finding", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (service, id, revision) = (reader.GetString(0), reader.GetString(1), reader.GetInt64(2));
            var mergedInto = reader.IsDBNull(3) ? null : reader.GetString(3);
            var json = reader.IsDBNull(4) ? null : reader.GetFieldValue<byte[]>(4);
            Read(service, id, broken, () =>
            {
                var facts = json is null ? null : CompactFacts.Of(JsonSerializer.Deserialize(json, KpiJson.Default.FindingFacts)!);
                states.Of(service).Put(facts?.Id ?? id, revision, new(facts, mergedInto));
            });
        }
    }

    private async Task LoadParts(NpgsqlConnection connection, HashSet<string> broken, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select service, kind, key, revision, state::text from kpi.service_part", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (service, kind, key, revision, json) = (
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetString(4));
            var held = states.Of(service);
            Read(service, key, broken, () =>
            {
                switch (kind)
                {
                    case PartKind.Release: held.Put(revision, JsonSerializer.Deserialize(json, KpiJson.Default.ReleaseState)!); break;
                    case PartKind.Scope: held.Put(revision, JsonSerializer.Deserialize(json, KpiJson.Default.ScopeState)!); break;
                    case PartKind.Incident: held.Put(revision, JsonSerializer.Deserialize(json, KpiJson.Default.IncidentState)!); break;
                }
            });
        }
    }

    /// <summary>A row that an older version wrote and this one cannot read is skipped, counted, and its service asked for anew.</summary>
    private void Read(string service, string key, HashSet<string> broken, Action read)
    {
        try
        {
            read();
        }
        catch (JsonException unreadable)
        {
            KpiTelemetry.Skipped.Inc();
            broken.Add(service);
            logger.LogWarning(unreadable, "Cannot read the persisted state {Key} of {Service}; asking for the whole service", key, service);
        }
    }
}
