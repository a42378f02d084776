using System.IO.Compression;
using System.Security.Cryptography;
using MetricsPlatform.Ingestion.Domain;
using Microsoft.AspNetCore.Http;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>A request's body, decompressed and seekable: in memory while it is small, else in a file that has no name any more.</summary>
public static class RequestBody
{
    private const int MemoryBytes = 1 << 20;

    /// <param name="hash">Gets every decompressed byte.</param>
    /// <exception cref="RefusedRequestException">415, 413 or 400: unknown encoding, too long, or not what its encoding says.</exception>
    public static async Task<Stream> Read(HttpRequest request, long limit, IncrementalHash? hash, CancellationToken ct)
    {
        await using var source = Decoded(request);
        Stream body = new MemoryStream();
        try
        {
            var buffer = new byte[64 << 10];
            for (int read; (read = await source.ReadAsync(buffer, ct)) > 0;)
            {
                if (body.Length + read > limit)
                {
                    throw new RefusedRequestException(
                        StatusCodes.Status413PayloadTooLarge, new("too_large", $"The body is longer than {limit} bytes after decompression."));
                }
                hash?.AppendData(buffer, 0, read);
                body = body.Length + read > MemoryBytes && body is MemoryStream ? await ToFile(body, ct) : body;
                await body.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            body.Position = 0;
            return body;
        }
        catch (Exception e)
        {
            await body.DisposeAsync();
            throw e is InvalidDataException
                ? new RefusedRequestException(StatusCodes.Status400BadRequest, new("invalid_gzip", "The body is not valid gzip, though Content-Encoding says so."))
                : e;
        }
    }

    private static Stream Decoded(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => request.Body,
        "gzip" or "x-gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
        var other => throw new RefusedRequestException(
            StatusCodes.Status415UnsupportedMediaType, new("unsupported_encoding", $"Content-Encoding '{other}' is not supported; send gzip or none.")),
    };

    internal static async Task<Stream> ToFile(Stream memory, CancellationToken ct)
    {
        var file = TemporaryFile.Create(64 << 10);
        memory.Position = 0;
        await memory.CopyToAsync(file, ct);
        await memory.DisposeAsync();
        return file;
    }
}
