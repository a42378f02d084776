using System.Globalization;
using System.Text;

namespace MetricsPlatform.Ingestion.Storage;

/// <summary>
/// The folder that bodies go to before they are forgotten, on a volume or a mounted object store: by day of receipt, of each submission its body as a gzip file and,
/// when that is there, what came with it as JSON (docs/operations.md). Nothing here reads it again, and nobody's name is in it.
/// </summary>
public sealed class BodyArchive(IngestionOptions options)
{
    public bool IsWanted => options.Archive is not null;

    /// <summary>Keeps a body for good; again, should it have been kept before. When this has returned it is on disk.</summary>
    /// <param name="about">What came with it, as JSON.</param>
    /// <param name="blocks">The body, in gzip members. Without any, another replica has kept and forgotten it meanwhile, and its file stays.</param>
    /// <exception cref="IOException">It cannot be written. So may <see cref="UnauthorizedAccessException"/>.</exception>
    public async Task Keep(Guid submission, DateTimeOffset receivedAt, string about, IAsyncEnumerable<ReadOnlyMemory<byte>> blocks, CancellationToken ct)
    {
        var day = Path.Combine(options.Archive!, receivedAt.UtcDateTime.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(day);
        await Write(Path.Combine(day, $"{submission}.gz"), blocks, ct);
        await Write(Path.Combine(day, $"{submission}.json"), new[] { new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(about)) }.ToAsyncEnumerable(), ct);
    }

    /// <summary>Whole under its name or not at all, whoever else writes the same.</summary>
    private static async Task Write(string path, IAsyncEnumerable<ReadOnlyMemory<byte>> blocks, CancellationToken ct)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew))
            {
                await foreach (var block in blocks.WithCancellation(ct))
                {
                    await file.WriteAsync(block, ct);
                }
                file.Flush(flushToDisk: true);
            }
            if (new FileInfo(unfinished).Length > 0)
            {
                File.Move(unfinished, path, overwrite: true);
            }
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
