using Marten;
using Npgsql;

namespace MetricsPlatform.Correlation.Store;

/// <summary>People whom stored facts name: who decided, who withdrew a scan, whom a ticket is assigned to.</summary>
public sealed class StoredNames(NpgsqlDataSource database, StoreSchema schema)
{
    private const string ByName = "type in ('finding_triaged', 'scan_withdrawn') and data ->> 'by' = ";
    private const string AssignedToName = "type = 'ticket_changed' and data ->> 'assignee' = ";

    /// <summary>Services whose facts name somebody, and in how many.</summary>
    public async Task<Dictionary<string, int>> Find(string name, CancellationToken ct)
    {
        await schema.Now(ct);
        await using var select = database.CreateCommand($"select stream_id, count(*)::int from correlation.mt_events where ({ByName}$1) or ({AssignedToName}$1) group by 1");
        select.Parameters.Add(new() { Value = name });
        var services = new Dictionary<string, int>();
        await using var rows = await select.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            services.Add(rows.GetString(0), rows.GetInt32(1));
        }
        return services;
    }

    /// <summary>The one change of stored facts that there is: they keep all that they mean but whom they name.</summary>
    public static void Replace(IDocumentSession session, string service, string name, string pseudonym)
    {
        Set("by", ByName);
        Set("assignee", AssignedToName);

        void Set(string field, string where) => session.QueueSqlCommand(
            $"update correlation.mt_events set data = data || jsonb_build_object('{field}', ?::text) where stream_id = ? and {where}?", pseudonym, service, name);
    }
}
