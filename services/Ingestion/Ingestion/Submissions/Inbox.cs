using System.Text.Json.Nodes;
using MetricsPlatform.Hosting.Audit;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Hosting.Faults;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Relay;
using Npgsql;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>Takes requests in: when <see cref="Accept"/> returns, what it says was accepted is on disk.</summary>
public sealed class Inbox(NpgsqlDataSource database, TimeProvider clock, IngestionOptions options, InboxLimit limit, RelaySignal relay) : IDisposable
{
    private const int MaxAttempts = 5;
    private readonly SemaphoreSlim turn = new(options.MaxConcurrentRequests);

    /// <summary>One transaction: everything that is good in the request, and a dead letter for what is not.</summary>
    /// <exception cref="NpgsqlException">The database is away: nothing was accepted.</exception>
    public async Task<Submission> Accept(Intake intake, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await AcceptOnce(intake, ct);
                }
                catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < MaxAttempts)
                {
                    // Two batches with the same events in another order; the other one has won.
                }
                catch (ForgottenMeanwhileException) when (attempt < MaxAttempts)
                {
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<Submission> AcceptOnce(Intake intake, CancellationToken ct)
    {
        var now = AsStored(clock.GetUtcNow());
        var id = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        Submission answer;
        var bytes = 0L;
        if (await SubmissionRow.Insert(connection, id, now, intake, ct))
        {
            var writer = new SubmissionWriter(connection, id, now, intake.PublishedBy);
            answer = await ReadItems(writer, id, now, intake, ct);
            bytes = answer.Error is null ? writer.MessageBytes : 0;
            await Keep(connection, transaction, answer, intake, ct);
            await AuditTrail.Add(connection, answer.Error is null ? [.. writer.Records, .. Replays(intake, id)] : [], now, ct);
        }
        else
        {
            answer = await Repeat(connection, id, now, intake, ct);
            await WriteDeadLetters(connection, answer, intake, [], ct);
        }
        await transaction.CommitAsync(ct);
        FaultPoint.Reached("inbox-commit");
        limit.Taken(answer.Items.Count(i => i.Status == SubmissionStatus.Accepted), bytes);
        relay.Set();
        IngestionMetrics.Taken(answer, intake.DefaultSource, now);
        return AsAnswered(answer, intake.Batch);
    }

    private static IEnumerable<AuditEntry> Replays(Intake intake, Guid id) => intake.ReplayOf is { } report
        ? [new AuditEntry(intake.PublishedBy, "report.replayed", $"{report}", new JsonObject { ["submission"] = id })]
        : [];

    /// <summary>PostgreSQL keeps microseconds: a report that is read anew has the time that it had.</summary>
    private static DateTimeOffset AsStored(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));

    private async Task<Submission> ReadItems(SubmissionWriter writer, Guid id, DateTimeOffset now, Intake intake, CancellationToken ct)
    {
        try
        {
            var events = 0;
            foreach (var item in intake.Read(id, now))
            {
                if (++events > options.MaxBatchEvents)
                {
                    throw new UnreadablePayloadException(new("too_many_events", $"A batch has at most {options.MaxBatchEvents} events."));
                }
                await writer.Add(item, ct);
            }
            await writer.Flush(ct);
        }
        catch (UnreadablePayloadException e)
        {
            return new Submission(id, SubmissionStatus.Rejected, now, null, e.Refusal, []);
        }
        var items = writer.Items.OrderBy(i => i.Index).ToList();
        return new Submission(id, StatusOf(items), now, null, null, items) { Trace = PlatformTraces.IdsOf(PlatformTraces.Current)?.Trace };
    }

    /// <summary>Nothing stays of a request that brought nothing: neither of a refused one nor of a single event that is a repeat.</summary>
    private static async Task Keep(NpgsqlConnection connection, NpgsqlTransaction transaction, Submission answer, Intake intake, CancellationToken ct)
    {
        var refused = answer.Items.Where(i => i.Error is not null).ToList();
        var places = intake.Batch && refused.Count > 0 ? Places(intake.Body, refused) : [];
        if (answer.Status == SubmissionStatus.Rejected || (answer.Status == SubmissionStatus.Duplicate && !intake.Batch))
        {
            await transaction.RollbackAsync(SubmissionRow.Savepoint, ct);
        }
        else if (intake.ReplayOf is null && answer.Items.Any(i => i.Status is SubmissionStatus.Accepted or SubmissionStatus.Unused))
        {
            await PayloadWriter.Write(connection, answer.Id, intake.Body, places.Values.OrderBy(place => place.Start), ct);
        }
        await WriteDeadLetters(connection, answer, intake, places, ct);
    }

    private static async Task WriteDeadLetters(
        NpgsqlConnection connection, Submission answer, Intake intake, Dictionary<int, Slice> places, CancellationToken ct)
    {
        List<(SubmissionItem?, Refusal, Slice?)> refused = answer.Error is { } all
            ? [(null, all, null)]
            : [.. answer.Items.Where(i => i.Error is not null).Select(i => ((SubmissionItem?)i, i.Error!, places.TryGetValue(i.Index, out var p) ? p : (Slice?)null))];
        if (refused.Count > 0)
        {
            await DeadLetterWriter.Write(connection, answer.Id, answer.ReceivedAt, intake, refused, ct);
        }
    }

    private static Dictionary<int, Slice> Places(Stream body, List<SubmissionItem> items)
    {
        var wanted = items.Select(i => i.Index).ToHashSet();
        return JsonArraySlices.Of(body).Index().Where(e => wanted.Contains(e.Index)).ToDictionary(e => e.Index, e => e.Item);
    }

    /// <summary>The key was used before: the same request again, or a conflict.</summary>
    private static async Task<Submission> Repeat(NpgsqlConnection connection, Guid id, DateTimeOffset now, Intake intake, CancellationToken ct)
    {
        var (first, hash) = await SubmissionRow.ByKey(connection, intake.IdempotencyKey!, ct);
        var known = (await SubmissionReader.Read(connection, first, null, ct))!;
        return hash.AsSpan().SequenceEqual(intake.RequestHash)
            ? known with
            {
                Status = SubmissionStatus.Duplicate,
                Counts = null,
                Items = [.. known.Items.Select(i => i.Error is null ? i with { Status = SubmissionStatus.Duplicate, Submission = first, Counts = null } : i)],
            }
            : new Submission(id, SubmissionStatus.Rejected, now, null,
                new Refusal("conflict", $"The Idempotency-Key '{intake.IdempotencyKey}' was used before with other content (submission {first})."), []);
    }

    private static string StatusOf(List<SubmissionItem> items) =>
        items.Count == 0 || items.Exists(i => i.Status is SubmissionStatus.Accepted or SubmissionStatus.Unused) ? SubmissionStatus.Accepted
        : items.Exists(i => i.Status == SubmissionStatus.Duplicate) ? SubmissionStatus.Duplicate
        : SubmissionStatus.Rejected;

    /// <summary>A single repeat is answered with the submission that brought the event.</summary>
    private static Submission AsAnswered(Submission answer, bool batch) =>
        answer.Status == SubmissionStatus.Duplicate && !batch ? answer with { Id = answer.Items.First(item => item.Submission is not null).Submission!.Value } : answer;
}
