using MetricsPlatform.Ingestion.Domain;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>Records what was refused: why, and the beginning of what was sent.</summary>
internal static class DeadLetterWriter
{
    private const int MaxExcerptBytes = 64 << 10;

    /// <param name="refused">An event, or null for the whole request, with its place in the body (null: all of it).</param>
    public static async Task Write(
        NpgsqlConnection connection, Guid submission, DateTimeOffset recordedAt, Intake intake,
        IEnumerable<(SubmissionItem? Item, Refusal Why, Slice? Place)> refused, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy ingestion.dead_letter (recorded_at, submission, index, source, event_id, type, reason, message, pointer, line, published_by, excerpt)
            from stdin (format binary)
            """, ct);
        foreach (var (item, why, place) in refused)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(recordedAt, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(submission, NpgsqlDbType.Uuid, ct);
            await Write(item?.Index, NpgsqlDbType.Integer);
            await Write(Storable.Text(item?.Source ?? intake.DefaultSource), NpgsqlDbType.Text);
            await Write(Storable.Text(item?.Id), NpgsqlDbType.Text);
            await Write(Storable.Text(item?.Type), NpgsqlDbType.Text);
            await Write(why.Reason, NpgsqlDbType.Text);
            await Write(Storable.Text(why.Message), NpgsqlDbType.Text);
            await Write(Storable.Text(why.Pointer), NpgsqlDbType.Text);
            await Write(why.Line, NpgsqlDbType.Bigint);
            await Write(intake.PublishedBy, NpgsqlDbType.Text);
            await copy.WriteAsync(Excerpt(intake.Body, place ?? new Slice(0, intake.Body.Length)), NpgsqlDbType.Bytea, ct);
        }
        await copy.CompleteAsync(ct);

        Task Write<T>(T? value, NpgsqlDbType type) => value is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(value, type, ct);
    }

    private static byte[] Excerpt(Stream body, Slice place)
    {
        var excerpt = new byte[Math.Min(place.End - place.Start, MaxExcerptBytes)];
        body.Position = place.Start;
        body.ReadExactly(excerpt);
        return excerpt;
    }
}
