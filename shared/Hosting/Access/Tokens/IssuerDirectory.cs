using System.Collections.Concurrent;
using MetricsPlatform.Hosting.Catalogue;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Hosting.Access.Tokens;

/// <summary>The catalogue's issuers with their keys.</summary>
internal sealed class IssuerDirectory(ICatalogue catalogue, IHttpClientFactory clients, TimeProvider clock, ILogger<IssuerDirectory> log) : IDisposable
{
    private readonly ConcurrentDictionary<(string Url, Uri Discovery), IssuerKeys> keys = new();

    /// <param name="url">As the issuer writes it, to the letter.</param>
    public Issuer? Find(string url) => catalogue.Current.Issuers.Values.FirstOrDefault(i => i.Url == url);

    /// <summary>Those of an issuer whose entry in the catalogue has changed otherwise are kept.</summary>
    public IssuerKeys KeysOf(Issuer issuer) => keys.GetOrAdd((issuer.Url, issuer.Discovery), _ => new IssuerKeys(issuer, clients, clock, log));

    public void Dispose()
    {
        foreach (var known in keys.Values)
        {
            known.Dispose();
        }
    }
}
