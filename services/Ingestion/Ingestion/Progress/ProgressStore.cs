using System.Text.Json;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Kpi;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Ingestion.Progress;

/// <summary>How far accepted events are: committed by Correlation, then shown by the KPIs of every replica that answers questions.</summary>
/// <remarks>
/// The newest applied revision of a service is kept, so a <see cref="RevisionApplied"/> that comes before the commit of its revision
/// counts when that comes. A replica that was not heard for <see cref="Silence"/> answers no questions.
/// </remarks>
public sealed class ProgressStore(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <param name="look">Services to look at besides those that the messages name.</param>
    public async Task Write(
        IReadOnlyList<EventCommitted> commits, IReadOnlyList<RevisionApplied> applied, IReadOnlyList<ReplicaAlive> alive, IEnumerable<string> look,
        CancellationToken ct)
    {
        var newest = applied.GroupBy(a => (a.Service, a.Replica), (key, all) => new RevisionApplied(key.Service, all.Max(a => a.Revision), key.Replica))
            .OrderBy(a => a.Service, StringComparer.Ordinal).ThenBy(a => a.Replica, StringComparer.Ordinal).ToList();
        var services = newest.Select(a => a.Service).Concat(commits.Select(c => c.Service)).Concat(look).Distinct().ToArray();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Commit(commits), Forget("outbox", commits), Forget("dead_message", commits), Hear(alive), Apply(newest), Process(services) },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var now = clock.GetUtcNow();
        while (await reader.ReadAsync(ct))
        {
            IngestionMetrics.Processed(now - reader.GetFieldValue<DateTimeOffset>(0), await reader.IsDBNullAsync(1, ct) ? null : reader.GetString(1));
        }
    }

    private static NpgsqlBatchCommand Commit(IReadOnlyList<EventCommitted> commits) => new(
        """
        update ingestion.item i set status = 'committed', committed_at = now(), service = c.service, revision = c.revision, outcome = c.outcome::jsonb
        from unnest($1, $2, $3, $4, $5) as c (submission, index, service, revision, outcome)
        where i.submission = c.submission and i.index = c.index and i.status = 'accepted'
        """)
    {
        Parameters =
        {
            new() { Value = commits.Select(c => c.Submission).ToArray() },
            new() { Value = commits.Select(c => c.Item).ToArray() },
            new() { Value = commits.Select(c => c.Service).ToArray() },
            new() { Value = commits.Select(c => c.Revision).ToArray() },
            new() { Value = commits.Select(c => JsonSerializer.Serialize(c.Outcome)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        },
    };

    /// <summary>What is committed need not be sent, and is no dead letter any more.</summary>
    private static NpgsqlBatchCommand Forget(string table, IReadOnlyList<EventCommitted> commits) => new(
        $"delete from ingestion.{table} o using unnest($1, $2) as c (submission, index) where o.submission = c.submission and o.index = c.index")
    {
        Parameters =
        {
            new() { Value = commits.Select(c => c.Submission).ToArray() },
            new() { Value = commits.Select(c => c.Item).ToArray() },
        },
    };

    private static NpgsqlBatchCommand Hear(IReadOnlyList<ReplicaAlive> alive) => new(
        """
        insert into ingestion.replica (replica, heard_at) select replica, now() from unnest($1) as a (replica)
        on conflict (replica) do update set heard_at = excluded.heard_at
        """)
    {
        Parameters = { new() { Value = alive.Select(a => a.Replica).Distinct().Order(StringComparer.Ordinal).ToArray() } },
    };

    private static NpgsqlBatchCommand Apply(List<RevisionApplied> newest) => new(
        """
        insert into ingestion.shown as s (service, replica, revision) select * from unnest($1, $2, $3)
        on conflict (service, replica) do update set revision = excluded.revision where s.revision < excluded.revision
        """)
    {
        Parameters =
        {
            new() { Value = newest.Select(a => a.Service).ToArray() },
            new() { Value = newest.Select(a => a.Replica).ToArray() },
            new() { Value = newest.Select(a => a.Revision).ToArray() },
        },
    };

    private static NpgsqlBatchCommand Process(string[] services) => new(
        """
        update ingestion.item i set status = 'processed'
        from (
          select n.service, min(coalesce(s.revision, 0)) as revision
          from unnest($1) as n (service)
          join ingestion.replica r on r.heard_at > now() - $2
          left join ingestion.shown s on s.service = n.service and s.replica = r.replica
          group by n.service) a
        where i.service = a.service and i.status = 'committed' and i.revision <= a.revision
        returning i.accepted_at, (select s.trace from ingestion.submission s where s.id = i.submission)
        """)
    {
        Parameters = { new() { Value = services }, new() { Value = Silence } },
    };
}
