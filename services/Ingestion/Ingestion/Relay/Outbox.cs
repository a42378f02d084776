using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Submissions;
using Npgsql;

namespace MetricsPlatform.Ingestion.Relay;

/// <summary>Native messages that wait until Correlation has committed them.</summary>
public sealed class Outbox(NpgsqlDataSource database)
{
    /// <summary>How much is on its way at most, so that a slow consumer is not sent the same again and again.</summary>
    private const int MaxMessagesFlying = 1000;
    private const long MaxBytesFlying = 32 << 20;

    /// <summary>What was sent more often is somebody else's trouble and does not hold up the others.</summary>
    private const int MaxAttemptsFlying = 5;

    private const int MaxMessages = 500;
    private const long MaxBytes = 8 << 20;

    /// <summary>
    /// The oldest messages that are due, some megabytes of them, in the order of their acceptance. They are due again after a lease
    /// that doubles from 5 s to 60 s, unless they are committed before. Several processes never claim the same.
    /// </summary>
    public async Task<IReadOnlyList<ClaimedMessage>> Claim(CancellationToken ct)
    {
        await using var claim = database.CreateCommand(
            """
            with flying as materialized (
              select count(*) as messages, coalesce(sum(size), 0) as bytes from ingestion.outbox
              where next_attempt > now() and next_attempt < 'infinity' and attempts between 1 and $1),
            due as materialized (
              select submission, index, part, size, next_attempt from ingestion.outbox where next_attempt <= now()
              order by next_attempt, submission, index, part
              limit (select greatest(0, least($2, $3 - messages)) from flying) for update skip locked),
            sized as (
              select submission, index, part, sum(size) over (order by next_attempt, submission, index, part) - size as before from due)
            update ingestion.outbox o
            set next_attempt = now() + least(60, 5 * 2 ^ least(o.attempts, 10)) * interval '1 second', attempts = o.attempts + 1
            from sized s, flying f
            where s.before < least($4, $5 - f.bytes) and o.submission = s.submission and o.index = s.index and o.part = s.part
            returning o.submission, o.index, o.part, o.type, o.body, o.trace
            """);
        foreach (var limit in new object[] { MaxAttemptsFlying, MaxMessages, MaxMessagesFlying, MaxBytes, MaxBytesFlying })
        {
            claim.Parameters.Add(new() { Value = limit });
        }
        var messages = new List<ClaimedMessage>();
        await using var reader = await claim.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            messages.Add(new(
                new(reader.GetGuid(0), reader.GetInt32(1), reader.GetInt32(2)), OutboxMessage.Read(reader.GetString(3), reader.GetFieldValue<byte[]>(4)),
                reader.IsDBNull(5) ? null : reader.GetString(5)));
        }
        return [.. messages.OrderBy(m => (m.Place.Submission, m.Place.Index, m.Place.Part))];
    }

    /// <summary>What was claimed and could not be sent is due at once, as if it had not been claimed.</summary>
    public async Task Return(IReadOnlyCollection<ClaimedMessage> unsent)
    {
        await using var update = database.CreateCommand(
            """
            update ingestion.outbox o set next_attempt = now(), attempts = greatest(0, o.attempts - 1)
            from unnest($1, $2, $3) as u (submission, index, part)
            where o.submission = u.submission and o.index = u.index and o.part = u.part
            """);
        update.Parameters.Add(new() { Value = unsent.Select(m => m.Place.Submission).ToArray() });
        update.Parameters.Add(new() { Value = unsent.Select(m => m.Place.Index).ToArray() });
        update.Parameters.Add(new() { Value = unsent.Select(m => m.Place.Part).ToArray() });
        await update.ExecuteNonQueryAsync();
    }

    /// <summary>Everything that is pending is due now, but for dead letters.</summary>
    public async Task ClaimAll(CancellationToken ct)
    {
        await using var update = database.CreateCommand("update ingestion.outbox set next_attempt = now() where next_attempt > now() and next_attempt < 'infinity'");
        await update.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>A message that is ours to send for a while.</summary>
/// <param name="Trace">W3C traceparent of the request that brought it.</param>
public sealed record ClaimedMessage(InboxPlace Place, NativeEvent Message, string? Trace);
