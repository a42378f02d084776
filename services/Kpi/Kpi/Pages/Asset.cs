using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>A file that pages need, from within this assembly. Its address changes with its content, so that browsers keep it.</summary>
internal sealed record Asset(byte[] Content, string MediaType, string Hash)
{
    private const string Prefix = "kpi.assets/";
    private static readonly Dictionary<string, Asset> All = Read();

    /// <summary>Address of a file of Pages/Assets.</summary>
    public static string Address(string name) => $"/assets/{name}?v={All[name].Hash}";

    /// <summary>GET /assets/{name}: open, since it is the same for everybody who has the platform.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/{name}", Handle).ExcludeFromDescription().AllowAnonymous();

    private static Results<FileContentHttpResult, NotFound> Handle(string name, string? v, HttpResponse response)
    {
        if (!All.TryGetValue(name, out var asset))
        {
            return TypedResults.NotFound();
        }
        response.Headers.CacheControl = v == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(asset.Content, asset.MediaType, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}\""));
    }

    private static Dictionary<string, Asset> Read() => typeof(Asset).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(n => n[Prefix.Length..], Load, StringComparer.Ordinal);

    private static Asset Load(string resource)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var mediaType = Path.GetExtension(resource) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        };
        return new Asset(content, mediaType, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
    }
}
