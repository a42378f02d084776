using System.Security.Cryptography;
using System.Text;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>POST /v1/scans?service=…: a scanner's report as it is, in any format of docs/sources.md.</summary>
public static class PublishScan
{
    /// <summary>CloudEvents source of the events that reports become; their id is the Idempotency-Key or the submission's id.</summary>
    public const string Source = "/v1/scans";

    private const int MaxKeyLength = 255;

    public static RouteHandlerBuilder MapPublishScan(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/scans", Handle).Require(Scope.Publish)
        .Describe<Submission>(
            StatusCodes.Status202Accepted, "Takes a scanner's report as it is, in any format that is read", StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict,
            StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType)
        .TakesBody("The report (docs/sources.md)", "application/octet-stream", "application/json", "application/sarif+json", "application/xml", "text/csv")
        .TakesParameter("service", "The deployable that was scanned", required: true)
        .TakesParameter("tool", "Name of the scanner; default: the report's")
        .TakesParameter("target", "What of the service")
        .TakesParameter("stage", "build, staging or production; default: build")
        .TakesParameter("version", "Version that was scanned")
        .TakesParameter("commit", "Commit that was scanned")
        .TakesParameter("branch", "Branch that was scanned; only main branches change findings")
        .TakesParameter("complete", "false for a scan of a part")
        .TakesParameter("time", "Event time, RFC 3339; default: the report's, else now")
        .TakesParameter("kind", "Kind of every result, in a report that does not say")
        .TakesParameter("format", "Name of the report's format; default: told from the content")
        .TakesParameter("Idempotency-Key", "Two requests with the same key are one", inHeader: true);

    private static async Task<Results<Accepted<Submission>, ProblemHttpResult>> Handle(
        HttpRequest request, Caller caller, Inbox inbox, IngestionOptions options, CancellationToken ct)
    {
        var parameters = request.Query.ToDictionary(q => q.Key.ToLowerInvariant(), q => q.Value.ToString());
        if (parameters.GetValueOrDefault("service") is { Length: > 0 } service && !caller.Has(service))
        {
            return caller.Refuse(service);
        }
        var key = KeyOf(request);
        using var hash = key is null ? null : HashOf(parameters);
        await using var body = await RequestBody.Read(request, options.MaxBodyBytes, hash, ct);
        var intake = new Intake(
            "scan", request.ContentType ?? "", parameters, body, Batch: false, (id, now) => Read(id, now, parameters, key, body),
            key, hash?.GetHashAndReset())
        {
            DefaultSource = Source,
            PublishedBy = caller.Name,
        };
        return (await inbox.Accept(intake, ct)).Answer(batch: false);
    }

    private static IEnumerable<ReadItem> Read(
        Guid submission, DateTimeOffset now, Dictionary<string, string> parameters, string? key, Stream body)
    {
        var (query, refusal) = ScanQuery.Parse(name => parameters.GetValueOrDefault(name));
        body.Position = 0;
        return ScanReport.Read(body, query ?? throw new UnreadablePayloadException(refusal!), now, Source, key ?? submission.ToString());
    }

    private static string? KeyOf(HttpRequest request)
    {
        var key = request.Headers["Idempotency-Key"].ToString().Trim();
        return key.Length <= MaxKeyLength
            ? key.Length == 0 ? null : key
            : throw new RefusedRequestException(
                StatusCodes.Status400BadRequest, new("invalid_field", $"Idempotency-Key must not be longer than {MaxKeyLength} characters."));
    }

    private static IncrementalHash HashOf(Dictionary<string, string> parameters)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length}:{name}{value.Length}:{value}"));
        }
        return hash;
    }
}
