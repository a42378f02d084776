using System.Text;
using MetricsPlatform.Ingestion.Domain;
using Npgsql;

namespace MetricsPlatform.Ingestion.DeadLetters;

/// <summary>Something that could not be used, and why.</summary>
/// <param name="Kind">One of <see cref="DeadLetterKind"/>.</param>
/// <param name="Submission">That brought it; null for a message that does not come from the inbox.</param>
/// <param name="Index">Its place in the batch; null for a whole request.</param>
/// <param name="Type">Of the event, else of the message.</param>
/// <param name="Service">That it is about, where that is known.</param>
/// <param name="Excerpt">At most 64 KB of what was sent.</param>
/// <param name="PublishedBy">Name of the API key that sent what was refused.</param>
/// <param name="Message">Where it lay; null for what was refused.</param>
public sealed record DeadLetter(
    long Id, string Kind, DateTimeOffset RecordedAt, Guid? Submission, int? Index, string? Source, string? EventId, string? Type, string? Service,
    Refusal Error, string Excerpt, string? PublishedBy, MessagePlace? Message)
{
    /// <summary>All of them, in the columns that <see cref="Read"/> reads.</summary>
    internal const string Select =
        """
        select * from (
          select id, 'refused' as kind, recorded_at, submission, index, source, event_id, type, null as service, reason, message, pointer, line,
            excerpt, null as queue, null as message_id, null::int as times, null::timestamptz as redriven_at, published_by
          from ingestion.dead_letter
          union all
          select d.id, 'message', d.recorded_at, d.submission, d.index, i.source, i.event_id, coalesce(i.type, d.type), coalesce(i.service, d.service),
            d.reason, d.message, null, null, substring(d.body for 65536), d.queue, d.message_id, d.times, d.redriven_at, null
          from ingestion.dead_message d left join ingestion.item i on i.submission = d.submission and i.index = d.index) letter
        """;

    internal static DeadLetter Read(NpgsqlDataReader reader)
    {
        var place = Text(14) is not { } queue ? null
            : new MessagePlace(queue.Split('?')[0], Text(15), reader.GetInt32(16), reader.IsDBNull(17) ? null : reader.GetFieldValue<DateTimeOffset>(17));
        return new(
            reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.IsDBNull(3) ? null : reader.GetGuid(3),
            reader.IsDBNull(4) ? null : reader.GetInt32(4), Text(5), Text(6), Text(7), Text(8),
            new Refusal(reader.GetString(9), reader.GetString(10), Text(11), reader.IsDBNull(12) ? null : reader.GetInt64(12)),
            Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(13)), Text(18), place);

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }
}

/// <summary>Where a message lay.</summary>
/// <param name="MessageId">The bus's name for it.</param>
/// <param name="Times">How often it was given up.</param>
/// <param name="RedrivenAt">When it was sent again; it is gone from here once that worked for what comes from the inbox.</param>
public sealed record MessagePlace(string Queue, string? MessageId, int Times, DateTimeOffset? RedrivenAt);

/// <summary>What became a dead letter.</summary>
public static class DeadLetterKind
{
    /// <summary>A request, or an event of a batch, that was refused; its sender was told.</summary>
    public const string Refused = "refused";

    /// <summary>A message between the services that its consumer gave up.</summary>
    public const string Message = "message";
}
