using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Submissions;
using MetricsPlatform.Tests.Unit.Architecture;
using MetricsPlatform.Tests.Unit.Ingestion.Hostile;
using Microsoft.AspNetCore.Http;

namespace MetricsPlatform.Bench.Reports.Fuzz;

/// <summary>The child: hostile inputs of one format, one after the other, on the way that an upload goes.</summary>
internal sealed class FuzzFormat(string format, int inputs)
{
    private const int MostFaults = 5;
    private const long BodyLimit = 100_000_000;
    private const int BombOneIn = 4000;
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    /// <summary>A refusal with these reasons is about the whole report, counts what others name, or names the decision: it has no place.</summary>
    private static readonly HashSet<string> AboutAll =
        ["empty", "unsupported_encoding", "unknown_format", "not_this_format", "ambiguous_format", "invalid_gzip", "too_large", "unreadable_items", "future_time"];

    private readonly List<string> faults = [];
    private int refused;
    private int read;
    private int zipped;

    public static void Run(string format, int inputs) => Console.WriteLine(JsonSerializer.Serialize(new FuzzFormat(format, inputs).Try()));

    private FuzzTally Try()
    {
        IReadOnlyList<byte[]> good = [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Reports", format)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        var longest = TimeSpan.Zero;
        for (var number = 0; number < inputs && faults.Count < MostFaults; number++)
        {
            var input = number;
            // Whoever hangs is named: the parent sees the child's last words.
            using var watch = new Timer(_ => Environment.FailFast($"{format} input {input} takes longer than {Hang}"), null, Hang, Timeout.InfiniteTimeSpan);
            var started = Stopwatch.GetTimestamp();
            Send(good, number);
            var took = Stopwatch.GetElapsedTime(started);
            longest = took > longest ? took : longest;
        }
        return new(refused + read, refused, read, zipped, longest, ProcessMemory.Peak(), faults);
    }

    /// <summary>The same number makes the same input.</summary>
    private void Send(IReadOnlyList<byte[]> good, int number)
    {
        var random = new Random(number);
        try
        {
            var request = new DefaultHttpContext().Request;
            using var body = Body(good, random, request);
            request.Body = body;
            using var report = RequestBody.Read(request, BodyLimit, null, CancellationToken.None).GetAwaiter().GetResult();
            // Most are named, so that the adapter has to do with them and not its recognition alone.
            var told = Enumerate(ScanReport.Read(report, new ScanQuery("s", Format: random.Next(4) == 0 ? null : format), Now, "/fuzz", "1"));
            _ = told ? read++ : refused++;
        }
        catch (UnreadablePayloadException unreadable)
        {
            refused++;
            Check(unreadable.Refusal, number);
        }
        catch (RefusedRequestException refusal)
        {
            refused++;
            Check(refusal.Refusal, number);
        }
        catch (Exception crash)
        {
            faults.Add($"input {number}: {crash}");
        }

        bool Enumerate(IEnumerable<ReadItem> items)
        {
            var any = false;
            foreach (var item in items)
            {
                if (item is RefusedItem one)
                {
                    Check(one.Refusal, number);
                }
                any |= item is not RefusedItem;
                if (item is AcceptedItem accepted)
                {
                    foreach (var message in accepted.Messages(new EventHeader(accepted.Source!, accepted.Id!, accepted.Time, Guid.Empty, accepted.Index, Now)))
                    {
                        JsonSerializer.SerializeToUtf8Bytes<object>(message);
                    }
                }
            }
            return any;
        }
    }

    private MemoryStream Body(IReadOnlyList<byte[]> good, Random random, HttpRequest request)
    {
        if (random.Next(20) > 0)
        {
            return new MemoryStream(HostileReport.Make(good, random));
        }
        zipped++;
        request.Headers.ContentEncoding = "gzip";
        var zip = new MemoryStream();
        using (var gzip = new GZipStream(zip, CompressionLevel.Fastest, leaveOpen: true))
        {
            if (random.Next(BombOneIn / 20) == 0)
            {
                var zeros = new byte[1 << 20];
                zeros.AsSpan().Fill((byte)' ');
                for (var i = 0; i < 300; i++)
                {
                    gzip.Write(zeros);
                }
            }
            else
            {
                gzip.Write(HostileReport.Make(good, random));
            }
        }
        if (random.Next(2) == 0 && zip.Length > 0)
        {
            zip.GetBuffer()[random.Next((int)zip.Length)] ^= (byte)(1 << random.Next(8));
            zip.SetLength(random.Next((int)zip.Length) + 1);
        }
        zip.Position = 0;
        return zip;
    }

    private void Check(Refusal refusal, int number)
    {
        if (refusal.Message.Length == 0 || (refusal.Pointer is null && refusal.Line is null && !AboutAll.Contains(refusal.Reason)))
        {
            faults.Add($"input {number}: refused without a place: {refusal}");
        }
    }
}
