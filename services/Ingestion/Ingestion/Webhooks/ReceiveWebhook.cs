using MetricsPlatform.Hosting.Access.Limits;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Webhooks;
using MetricsPlatform.Ingestion.Submissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Ingestion.Webhooks;

/// <summary>POST /v1/webhooks/{kind}/{connection}: what trackers and pipelines send by themselves. The signature takes the place of an API key.</summary>
public static class ReceiveWebhook
{
    /// <summary>GitHub, the largest sender, stops at 25 MB.</summary>
    public const long MaxBodyBytes = 25 << 20;

    /// <summary>Compared when nobody knows the connection, so that the answer takes as long.</summary>
    private static readonly string NoSecret = Guid.NewGuid().ToString();

    private static readonly IReadOnlyList<string> KeptHeaders = ["Content-Type", "X-GitHub-Event", "X-GitHub-Delivery", "X-Gitlab-Event-UUID", "webhook-id"];

    public static RouteHandlerBuilder MapReceiveWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/webhooks/{kind}/{connection}", Handle).AllowAnonymous().WithMetadata(new SignedByConnection())
        .Describe<Submission>(
            StatusCodes.Status202Accepted, "What a tracker or pipeline sends by itself, signed with its connection's secret", StatusCodes.Status400BadRequest,
            StatusCodes.Status401Unauthorized, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType)
        .TakesBody("What the sender sends, byte for byte as it is signed", "application/json", "application/x-www-form-urlencoded");

    private static async Task<Results<Accepted<Submission>, ProblemHttpResult>> Handle(
        string kind, string connection, HttpRequest request, ICatalogue catalogue, Inbox inbox, IngestionOptions options, RequestLimits limits, TimeProvider clock,
        CancellationToken ct)
    {
        if (WebhookSenders.Find(kind) is not { } sender)
        {
            throw new RefusedRequestException(StatusCodes.Status404NotFound, new(
                "unknown_kind", $"Nothing here listens to {kind}; known are {string.Join(", ", WebhookSenders.All.Select(s => s.Name))}."));
        }
        if (request.Headers.ContentEncoding.Count > 0)
        {
            // Signatures are over what is sent; no sender compresses, and what unpacks is not to come from strangers.
            throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, new("unsupported_encoding", "A webhook is not compressed."));
        }
        await using var body = await RequestBody.Read(request, MaxBodyBytes, null, ct);
        WebhookRequest Heard(DateTimeOffset now) => new(name => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null, body, now, options.MaxAhead);
        var known = catalogue.Current.Connections.GetValueOrDefault(connection) is { } found && WordOf(found.Kind) == sender.Name ? found : null;
        IReadOnlyList<string> secrets = known is null ? [] : [.. known.Secrets.Select(secret => secret.Read().Text).OfType<string>()];
        if (!IsSigned(sender, Heard(clock.GetUtcNow()), secrets) || known is null)
        {
            IngestionMetrics.RefusedWebhook(sender.Name);
            if (limits.Failed(request.HttpContext) is { } excess)
            {
                throw new RefusedRequestException(StatusCodes.Status429TooManyRequests, new(excess.Reason, excess.Detail));
            }
            throw new RefusedRequestException(StatusCodes.Status401Unauthorized, new("unknown_sender", "No connection of this name has a secret that fits."));
        }
        var settings = SettingsOf(known, catalogue.Current);
        var intake = new Intake(
            $"webhook-{sender.Name}", request.ContentType ?? "", Kept(request, connection), body, IsBatch(sender, body), (_, now) => sender.Read(Heard(now), settings))
        {
            DefaultSource = settings.Source,
            PublishedBy = $"connection {connection}",
        };
        return (await inbox.Accept(intake, ct)).Answer(intake.Batch);
    }

    /// <summary>Every secret is tried whatever the first says: how long it takes tells nothing.</summary>
    private static bool IsSigned(WebhookSender sender, WebhookRequest request, IReadOnlyList<string> secrets)
    {
        var isSigned = false;
        foreach (var secret in secrets.Count == 0 ? [NoSecret] : secrets)
        {
            isSigned |= sender.IsSigned(request, secret);
        }
        return isSigned;
    }

    /// <summary>Only native events come in batches; another array is one payload.</summary>
    private static bool IsBatch(WebhookSender sender, Stream body) => sender.Name == WordOf(ConnectionKind.Standard) && CloudEvents.IsBatch(body);

    /// <summary>With them the payload can be read again. Neither signature nor token is kept.</summary>
    private static Dictionary<string, string> Kept(HttpRequest request, string connection)
    {
        var kept = new Dictionary<string, string> { ["connection"] = connection };
        foreach (var header in KeptHeaders.Where(request.Headers.ContainsKey))
        {
            kept[header] = request.Headers[header].ToString();
        }
        return kept;
    }

    private static WebhookSettings SettingsOf(Connection connection, PlatformCatalogue catalogue) =>
        new($"/v1/webhooks/{WordOf(connection.Kind)}/{connection.Name}", connection.Services, catalogue.MainBranchesOf)
        {
            Pipelines = connection.Pipelines,
            Releases = connection.Releases,
            TicketLabels = connection.Tickets.Labels,
            TicketPattern = connection.Tickets.Pattern,
            TicketPlaces = connection.Tickets.In,
        };

    private static string WordOf(ConnectionKind kind) => kind switch
    {
        ConnectionKind.AzureDevOps => "azure-devops",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
