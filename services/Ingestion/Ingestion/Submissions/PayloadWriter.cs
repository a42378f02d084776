using System.IO.Compression;
using Npgsql;
using NpgsqlTypes;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>Keeps a request's body, compressed and in blocks, without the events of it that were refused.</summary>
internal static class PayloadWriter
{
    private const int BlockBytes = 1 << 20;

    /// <param name="without">Ranges that were refused, in order; <c>null</c> takes their place.</param>
    public static async Task Write(NpgsqlConnection connection, Guid submission, Stream body, IEnumerable<Slice> without, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy ingestion.payload (submission, block, bytes) from stdin (format binary)", ct);
        using var block = new MemoryStream();
        var (gzip, plain, blocks) = (Compressor(block), 0, 0);
        foreach (var piece in Pieces(body, without))
        {
            gzip.Write(piece.Span);
            plain += piece.Length;
            if (plain >= BlockBytes)
            {
                await WriteBlock();
                (gzip, plain) = (Compressor(block), 0);
            }
        }
        await WriteBlock();
        await copy.CompleteAsync(ct);

        async Task WriteBlock()
        {
            await gzip.DisposeAsync();
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(submission, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(blocks++, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(block.ToArray(), NpgsqlDbType.Bytea, ct);
            block.SetLength(0);
        }
    }

    private static GZipStream Compressor(MemoryStream block) => new(block, CompressionLevel.Fastest, leaveOpen: true);

    private static IEnumerable<ReadOnlyMemory<byte>> Pieces(Stream body, IEnumerable<Slice> without)
    {
        var buffer = new byte[64 << 10];
        body.Position = 0;
        foreach (var gap in without.Append(new Slice(body.Length, body.Length)))
        {
            while (body.Position < gap.Start)
            {
                var read = body.Read(buffer, 0, (int)Math.Min(buffer.Length, gap.Start - body.Position));
                yield return buffer.AsMemory(0, read);
            }
            if (gap.End > gap.Start)
            {
                yield return "null"u8.ToArray();
                body.Position = gap.End;
            }
        }
    }
}
