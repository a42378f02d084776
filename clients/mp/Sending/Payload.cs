using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace MetricsPlatform.Client.Sending;

/// <summary>Something to send that can be read as often as it must be sent.</summary>
/// <param name="name">What people call it.</param>
/// <param name="open">Opens it at its beginning.</param>
internal sealed class Payload(string name, Func<Stream> open) : IAsyncDisposable
{
    /// <summary>Keeps what standard input brought; gone with us.</summary>
    private Stream? kept;

    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    public string Name { get; } = name;

    public static Payload Of(string text, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new(name, () => new MemoryStream(bytes, writable: false));
    }

    /// <summary>A file; or standard input, which is copied to a file first, since it can be read once only.</summary>
    /// <exception cref="ClientException">There is no such file, or it cannot be read.</exception>
    public static async Task<Payload> Open(string path, Func<Stream> standardInput, CancellationToken ct)
    {
        if (path == StandardInput)
        {
            var copy = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.DeleteOnClose,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            var kept = new FileStream(copy, options);
            await using var input = standardInput();
            await input.CopyToAsync(kept, ct);
            await kept.FlushAsync(ct);
            return new("standard input", () => new FileStream(copy, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)) { kept = kept };
        }
        try
        {
            await using (File.OpenRead(path))
            {
                return new(path, () => File.OpenRead(path));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClientException(ExitCode.Usage, e.Message);
        }
    }

    public Stream Read() => open();

    /// <summary>SHA-256 of the content.</summary>
    public async Task<byte[]> Hash(CancellationToken ct)
    {
        await using var content = Read();
        return await SHA256.HashDataAsync(content, ct);
    }

    /// <summary>The body of one attempt: compressed while it is sent, of no known length.</summary>
    public HttpContent Compressed(string mediaType) => new GzipContent(this, mediaType);

    public ValueTask DisposeAsync() => kept?.DisposeAsync() ?? ValueTask.CompletedTask;

    private sealed class GzipContent : HttpContent
    {
        private readonly Payload payload;

        public GzipContent(Payload payload, string mediaType)
        {
            this.payload = payload;
            Headers.ContentType = new MediaTypeHeaderValue(mediaType);
            Headers.ContentEncoding.Add("gzip");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await using var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
            await using var content = payload.Read();
            await content.CopyToAsync(gzip, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
