using MetricsPlatform.Hosting.Access;
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

    public static RouteHandlerBuilder MapPublishEvents(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/events", Handle).Require(Scope.Publish);

    private static async Task<Results<Accepted<Submission>, ProblemHttpResult>> Handle(
        HttpRequest request, Caller caller, Inbox inbox, IngestionOptions options, CancellationToken ct)
    {
        var headers = request.Headers.Where(h => h.Key.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString());
        var mode = ModeOf(request, headers.Count > 0);
        await using var body = await RequestBody.Read(request, options.MaxBodyBytes, null, ct);
        mode = mode == Mode.Either ? CloudEvents.IsBatch(body) ? Mode.Batch : Mode.Structured : mode;
        var intake = new Intake(
            $"events-{mode.ToString().ToLowerInvariant()}", request.ContentType ?? "", mode == Mode.Binary ? headers : [], body, mode == Mode.Batch,
            (_, now) => Read(mode, headers, request.ContentType, body, new EventTimes(now, options.MaxAhead)).Select(item => Permitted(item, caller)))
        {
            PublishedBy = caller.Name,
        };
        return (await inbox.Accept(intake, ct)).Answer(intake.Batch);
    }

    private static IEnumerable<ReadItem> Read(Mode mode, Dictionary<string, string> headers, string? contentType, Stream body, EventTimes times)
    {
        body.Position = 0;
        return mode == Mode.Binary ? [CloudEvents.ReadBinary(headers, contentType, body, times)] : CloudEvents.ReadJson(body, mode == Mode.Batch, times);
    }

    private static ReadItem Permitted(ReadItem item, Caller caller) => item is AcceptedItem { Service: var service } && !caller.Has(service)
        ? new RefusedItem(item.Index, item.Source, item.Id, item.Type, new Refusal(Answers.OtherService, $"{caller.Complaint(service)}."))
        : item;

    private static Mode ModeOf(HttpRequest request, bool ceHeaders)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.Value?.ToLowerInvariant() : null;
        return type switch
        {
            "application/cloudevents-batch+json" => Mode.Batch,
            "application/cloudevents+json" => Mode.Structured,
            _ when ceHeaders => Mode.Binary,
            "application/json" => Mode.Either,
            _ => throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, new(
                "unsupported_media_type",
                "Send application/cloudevents+json, application/cloudevents-batch+json, application/json, or ce- headers with the data as body.")),
        };
    }

    private enum Mode { Either, Structured, Batch, Binary }
}
