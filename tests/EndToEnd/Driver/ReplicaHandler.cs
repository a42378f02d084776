using System.Net.Sockets;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>What a load balancer does: takes each request to a replica of the service that it is for, chosen at random, and to another one where nobody listens.</summary>
public sealed class ReplicaHandler(IReadOnlyList<Uri> ingestion, IReadOnlyList<Uri> kpi) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private static readonly string[] IngestionRoutes = ["/v1/events", "/v1/scans", "/v1/submissions", "/v1/dead-letters"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri!.PathAndQuery;
        var replicas = (IngestionRoutes.Any(r => asked.StartsWith(r, StringComparison.Ordinal)) ? ingestion : kpi).ToArray();
        Random.Shared.Shuffle(replicas);
        foreach (var replica in replicas[..^1])
        {
            try
            {
                request.RequestUri = new Uri(replica, asked);
                return await base.SendAsync(request, cancellationToken);
            }
            catch (Exception e) when (e is SocketException or HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } })
            {
                // Nobody is there; the next one may be.
            }
        }
        request.RequestUri = new Uri(replicas[^1], asked);
        return await base.SendAsync(request, cancellationToken);
    }
}
