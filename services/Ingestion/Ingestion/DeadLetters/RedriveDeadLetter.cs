using MassTransit;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion.Relay;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Ingestion.DeadLetters;

/// <summary>POST /v1/dead-letters/{id}/redrive: sends a message again to the queue where it was given up.</summary>
public static class RedriveDeadLetter
{
    public static RouteHandlerBuilder MapRedriveDeadLetter(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/dead-letters/{id:long}/redrive", Handle).Require(Scope.Administer)
        .Describe<DeadLetter>(StatusCodes.Status202Accepted, "Sends a message again to the queue where it was given up", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    private static async Task<Results<Accepted<DeadLetter>, ProblemHttpResult>> Handle(
        long id, Caller caller, DeadMessageStore store, MessageSender sender, RelaySignal relay, TimeProvider clock, CancellationToken ct)
    {
        var letter = await store.Find(id, ct);
        if (letter is null)
        {
            return TypedResults.Problem("There is no such dead letter.", statusCode: StatusCodes.Status404NotFound);
        }
        if (letter.Message is null)
        {
            return TypedResults.Problem(
                "It was refused for what it says. Its sender was told, and can send it again when it is mended.", statusCode: StatusCodes.Status409Conflict);
        }
        try
        {
            if (await store.FromOutside(id, ct) is { } outside)
            {
                await sender.SendAgain(outside, ct);
            }
        }
        catch (MessageReturnedException)
        {
            return TypedResults.Problem("The queue where it lay is gone, and whoever heard it asks anew for what it misses.", statusCode: StatusCodes.Status409Conflict);
        }
        var now = clock.GetUtcNow();
        await store.Redriven(id, caller.Name, now, ct);
        relay.Set();
        return TypedResults.Accepted((string?)null, letter with { Message = letter.Message with { RedrivenAt = now } });
    }
}
