using System.Text;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Ingestion.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>GET /v1/dead-letters?limit=&amp;before=: what was refused, the newest first.</summary>
public static class ListDeadLetters
{
    private const int MaxPage = 200;

    public static RouteHandlerBuilder MapListDeadLetters(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/dead-letters", Handle).Require(Scope.Administer);

    private static async Task<Ok<DeadLetterPage>> Handle(NpgsqlDataSource database, CancellationToken ct, int limit = 50, long? before = null)
    {
        var size = Math.Clamp(limit, 1, MaxPage);
        await using var select = database.CreateCommand(
            """
            select id, recorded_at, submission, index, source, event_id, type, reason, message, pointer, line, excerpt, published_by
            from ingestion.dead_letter where $1 is null or id < $1 order by id desc limit $2
            """);
        select.Parameters.Add(new() { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        select.Parameters.Add(new() { Value = size });
        await using var reader = await select.ExecuteReaderAsync(ct);
        var items = new List<DeadLetter>();
        while (await reader.ReadAsync(ct))
        {
            items.Add(Letter(reader));
        }
        return TypedResults.Ok(new DeadLetterPage(items, items.Count == size ? items[^1].Id : null));
    }

    private static DeadLetter Letter(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetGuid(2), reader.IsDBNull(3) ? null : reader.GetInt32(3),
        Text(reader, 4), Text(reader, 5), Text(reader, 6),
        new Refusal(reader.GetString(7), reader.GetString(8), Text(reader, 9), reader.IsDBNull(10) ? null : reader.GetInt64(10)),
        Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(11)), Text(reader, 12));

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}

/// <summary>A page of dead letters.</summary>
/// <param name="Before">Ask with it for the next page; null when there is none.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetter> Items, long? Before);

/// <summary>All that is kept of something that was refused.</summary>
/// <param name="Index">Its place in the batch; null for a whole request.</param>
/// <param name="Excerpt">At most 64 KB of what was sent.</param>
/// <param name="PublishedBy">Name of the API key that sent it.</param>
public sealed record DeadLetter(
    long Id, DateTimeOffset RecordedAt, Guid Submission, int? Index, string? Source, string? EventId, string? Type, Refusal Error, string Excerpt, string? PublishedBy);
