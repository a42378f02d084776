using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Tests.Unit.Ingestion.Hostile;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

/// <summary>A small part of what <c>bench fuzz</c> does at length: hostile bytes are refused, with a reason, or read, and nothing else.</summary>
public sealed class DamagedReportTests
{
    private const int Tries = 150;
    private const int HostileTries = 60;

    [Theory]
    [MemberData(nameof(FormatRulesTests.Files), MemberType = typeof(FormatRulesTests))]
    public void Damaged_bytes_are_refused_or_read(string file)
    {
        var good = ReportFiles.Bytes(file);
        var seeded = new Random(file.Length);
        for (var i = 0; i < Tries; i++)
        {
            var bytes = (byte[])good.Clone();
            bytes[seeded.Next(bytes.Length)] = (byte)seeded.Next(256);
            bytes[seeded.Next(bytes.Length)] = (byte)"\"{}[]<>,:0 \0"[seeded.Next(12)];
            ReadOrRefused(bytes, ReportFiles.FormatOf(file));
        }
    }

    [Theory]
    [MemberData(nameof(FormatRulesTests.Files), MemberType = typeof(FormatRulesTests))]
    public void A_report_that_breaks_off_is_refused_or_read(string file)
    {
        var good = ReportFiles.Bytes(file);
        for (var length = 0; length < good.Length; length += 1 + (good.Length / Tries))
        {
            ReadOrRefused(good[..length], ReportFiles.FormatOf(file));
        }
    }

    [Theory]
    [MemberData(nameof(FormatRulesTests.Names), MemberType = typeof(FormatRulesTests))]
    public void A_hostile_report_is_refused_or_read(string format)
    {
        List<byte[]> good = [.. ReportFiles.All.Where(file => ReportFiles.FormatOf(file) == format).Select(ReportFiles.Bytes)];
        for (var seed = 0; seed < HostileTries; seed++)
        {
            ReadOrRefused(HostileReport.Make(good, new Random(seed)), format, JsonSource.DefaultWindow);
        }
    }

    private static void ReadOrRefused(byte[] report, string format, int window = 64)
    {
        try
        {
            FormatRulesTests.Told(report, window, new ScanQuery("s", Format: format));
        }
        catch (UnreadablePayloadException unreadable)
        {
            Assert.NotEmpty(unreadable.Refusal.Message);
        }
    }
}
