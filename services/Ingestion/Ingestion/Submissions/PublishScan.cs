using System.Security.Cryptography;
using System.Text;
using MetricsPlatform.Hosting.Access;
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

    public static RouteHandlerBuilder MapPublishScan(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/scans", Handle).Require(Scope.Publish);

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
