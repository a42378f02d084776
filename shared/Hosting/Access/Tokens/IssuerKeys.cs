using MetricsPlatform.Hosting.Catalogue;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MetricsPlatform.Hosting.Access.Tokens;

/// <summary>What one issuer publishes about itself (OpenID Connect Discovery 1.0; RFC 7517): fetched when it is first needed, then kept.</summary>
/// <remarks>What is known stays in force while the issuer does not answer.</remarks>
internal sealed partial class IssuerKeys(Issuer issuer, IHttpClientFactory clients, TimeProvider clock, ILogger log) : IDisposable
{
    /// <summary>Name of the client that asks issuers.</summary>
    public const string Client = "issuers";

    /// <summary>Whoever makes up key ids, or comes while the issuer is away, makes one request in this time.</summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);

    /// <summary>A key that the issuer takes back is out of force after this.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim oneAtATime = new(1);
    private volatile Snapshot? known;
    private DateTimeOffset lastLook = DateTimeOffset.MinValue;

    /// <summary>What is known; null: nothing has ever been.</summary>
    public async ValueTask<OpenIdConnectConfiguration?> Current(CancellationToken ct)
    {
        if (known is not { } snapshot)
        {
            await Look(null, Timeout.InfiniteTimeSpan, ct);
        }
        else if (clock.GetUtcNow() - snapshot.At > Fresh)
        {
            await Look(snapshot, TimeSpan.Zero, ct);   // one asks, the others go on with what is known
        }
        return known?.Configuration;
    }

    /// <summary>What is published now, for a token that names a key which <paramref name="lacking"/> has not. Null: nothing newer could be had.</summary>
    public async ValueTask<OpenIdConnectConfiguration?> Newer(OpenIdConnectConfiguration lacking, CancellationToken ct)
    {
        if (known is { } snapshot && ReferenceEquals(snapshot.Configuration, lacking))
        {
            await Look(snapshot, Timeout.InfiniteTimeSpan, ct);
        }
        return ReferenceEquals(known?.Configuration, lacking) ? null : known?.Configuration;
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task Look(Snapshot? seen, TimeSpan patience, CancellationToken ct)
    {
        if (!await oneAtATime.WaitAsync(patience, ct))
        {
            return;
        }
        try
        {
            if (ReferenceEquals(known, seen) && clock.GetUtcNow() - lastLook >= BetweenLooks)
            {
                lastLook = clock.GetUtcNow();
                known = new Snapshot(await Fetch(), lastLook);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)   // whatever an answer of elsewhere makes of us
        {
            LogAway(log, issuer.Name, issuer.Discovery, e.Message);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <remarks>For everybody who waits, so not cancelled by the one who happened to ask; the client has a time limit.</remarks>
    private async Task<OpenIdConnectConfiguration> Fetch()
    {
        using var http = clients.CreateClient(Client);
        var documents = new HttpDocumentRetriever(http) { RequireHttps = issuer.Discovery.Scheme == Uri.UriSchemeHttps };
        var published = await OpenIdConnectConfigurationRetriever.GetAsync(issuer.Discovery.OriginalString, documents, CancellationToken.None);
        return published.Issuer == issuer.Url ? published
            : throw new InvalidDataException($"It calls itself '{published.Issuer}', and the catalogue calls it '{issuer.Url}'.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of issuer {Issuer} cannot be had from {Discovery}; what is known stays in force: {Reason}")]
    private static partial void LogAway(ILogger logger, string issuer, Uri discovery, string reason);

    private sealed record Snapshot(OpenIdConnectConfiguration Configuration, DateTimeOffset At);
}
