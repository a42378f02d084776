using System.Text.Json;
using System.Text.Json.Nodes;
using MetricsPlatform.Kpi.Domain;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Kpi.Reports;

/// <summary>Figures of a day's first instant (UTC), written down as they were reported: the first write stands, whatever becomes known later.</summary>
public sealed class DailyReports(NpgsqlDataSource database)
{
    private const string Insert = """
        insert into kpi.daily (day, scope_kind, scope, report, recorded_at)
        select @day, kind, scope, report, @recorded from unnest(@kinds, @scopes, @reports) as r (kind, scope, report)
        on conflict do nothing
        """;

    public async Task<bool> Has(DateOnly day, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select exists (select from kpi.daily where day = @day and scope_kind = 'organization')");
        command.Parameters.AddWithValue("day", day);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task Write(DateOnly day, KpiBoard board, DateTimeOffset recordedAt, CancellationToken ct)
    {
        List<(string Kind, string Scope, KpiReport Report)> rows =
        [
            (DailyScope.Organization, "", board.Organization),
            .. board.Teams.Select(t => (DailyScope.Team, t.Key, t.Value)),
            .. board.Services.Select(s => (DailyScope.Service, s.Service, s.Report)),
        ];
        await using var command = database.CreateCommand(Insert);
        command.Parameters.AddWithValue("day", day);
        command.Parameters.AddWithValue("recorded", recordedAt);
        command.Parameters.AddWithValue("kinds", rows.Select(r => r.Kind).ToArray());
        command.Parameters.AddWithValue("scopes", rows.Select(r => r.Scope).ToArray());
        command.Parameters.Add(new("reports", NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
        {
            Value = rows.Select(r => JsonSerializer.Serialize(r.Report, KpiJson.Api)).ToArray(),
        });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The days in [from, to] that were written down, oldest first.</summary>
    public async Task<IReadOnlyList<DailyReport>> Read(DateOnly from, DateOnly to, string kind, string scope, CancellationToken ct)
    {
        await using var command = database.CreateCommand("""
            select day, recorded_at, report::text from kpi.daily
            where scope_kind = @kind and scope = @scope and day between @from and @to order by day
            """);
        command.Parameters.AddWithValue("kind", kind);
        command.Parameters.AddWithValue("scope", scope);
        command.Parameters.AddWithValue("from", from);
        command.Parameters.AddWithValue("to", to);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var days = new List<DailyReport>();
        while (await reader.ReadAsync(ct))
        {
            days.Add(new DailyReport(reader.GetFieldValue<DateOnly>(0), reader.GetFieldValue<DateTimeOffset>(1), JsonNode.Parse(reader.GetString(2))!));
        }
        return days;
    }
}

/// <summary>Figures of a day as they were reported.</summary>
public sealed record DailyReport(DateOnly Day, DateTimeOffset RecordedAt, JsonNode Report);
