using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>POST /v1/events: CloudEvents 1.0, structured, binary or batched.</summary>
public static class PublishEvents
{
    private const string HeaderPrefix = "ce-";

    public static RouteHandlerBuilder MapPublishEvents(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/events", Handle).Require(Scope.Publish)
        .Describe<Submission>(
            StatusCodes.Status202Accepted, "Takes CloudEvents 1.0 in structured, binary or batched mode", StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict,
            StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType)
        .TakesBody(
            "One event or a batch (docs/events.md); in binary mode the event's data, with its attributes in ce- headers", "application/cloudevents+json",
            "application/cloudevents-batch+json", "application/json");

    private static async Task<Results<Accepted<Submission>, ProblemHttpResult>> Handle(
        HttpRequest request, Caller caller, Inbox inbox, IngestionOptions options, CancellationToken ct)
    {
        var headers = request.Headers.Where(h => h.Key.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString());
        var mode = EventModes.Of(request.ContentType, headers.Count > 0) ?? throw new RefusedRequestException(
            StatusCodes.Status415UnsupportedMediaType, EventModes.Unsupported("ce- headers"));
        await using var body = await RequestBody.Read(request, options.MaxBodyBytes, null, ct);
        mode = mode.In(body);
        var intake = new Intake(
            $"events-{mode.ToString().ToLowerInvariant()}", request.ContentType ?? "", mode == EventMode.Binary ? headers : [], body, mode == EventMode.Batch,
            (_, now) => Read(mode, headers, request.ContentType, body, new EventTimes(now, options.MaxAhead)).Select(item => Permitted(item, caller)))
        {
            PublishedBy = caller.Name,
        };
        return (await inbox.Accept(intake, ct)).Answer(intake.Batch);
    }

    private static IEnumerable<ReadItem> Read(EventMode mode, Dictionary<string, string> headers, string? contentType, Stream body, EventTimes times)
    {
        body.Position = 0;
        return mode == EventMode.Binary ? [CloudEvents.ReadBinary(headers, contentType, body, times)] : CloudEvents.ReadJson(body, mode == EventMode.Batch, times);
    }

    private static ReadItem Permitted(ReadItem item, Caller caller) => item is AcceptedItem { Service: var service } && !caller.Has(service)
        ? new RefusedItem(item.Index, item.Source, item.Id, item.Type, new Refusal(Answers.OtherService, $"{caller.Complaint(service)}."))
        : item;
}
