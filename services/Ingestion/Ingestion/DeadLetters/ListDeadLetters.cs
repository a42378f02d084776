using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Ingestion.DeadLetters;

/// <summary>GET /v1/dead-letters?kind=&amp;limit=&amp;before=: what was refused and what was given up, the newest first.</summary>
public static class ListDeadLetters
{
    private const int MaxPage = 200;

    public static RouteHandlerBuilder MapListDeadLetters(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/dead-letters", Handle).Require(Scope.Administer)
        .Describe<DeadLetterPage>(StatusCodes.Status200OK, "What was refused and what was given up, the newest first", StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<DeadLetterPage>, ProblemHttpResult>> Handle(
        NpgsqlDataSource database, CancellationToken ct, string? kind = null, int limit = 50, long? before = null)
    {
        if (kind is not (null or DeadLetterKind.Refused or DeadLetterKind.Message))
        {
            return TypedResults.Problem(
                $"'kind' must be {DeadLetterKind.Refused} or {DeadLetterKind.Message}, not '{kind}'.", statusCode: StatusCodes.Status400BadRequest);
        }
        var size = Math.Clamp(limit, 1, MaxPage);
        await using var select = database.CreateCommand(
            $"{DeadLetter.Select} where ($1 is null or id < $1) and ($2 is null or kind = $2) order by id desc limit $3");
        select.Parameters.Add(new() { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        select.Parameters.Add(new() { Value = (object?)kind ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        select.Parameters.Add(new() { Value = size });
        await using var reader = await select.ExecuteReaderAsync(ct);
        var items = new List<DeadLetter>();
        while (await reader.ReadAsync(ct))
        {
            items.Add(DeadLetter.Read(reader));
        }
        return TypedResults.Ok(new DeadLetterPage(items, items.Count == size ? items[^1].Id : null));
    }
}

/// <summary>A page of dead letters.</summary>
/// <param name="Before">Ask with it for the next page; null when there is none.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetter> Items, long? Before);
