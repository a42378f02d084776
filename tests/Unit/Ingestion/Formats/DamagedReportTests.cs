using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

/// <summary>A small part of what <c>bench fuzz</c> does at length: hostile bytes are refused, with a reason, or read, and nothing else.</summary>
public sealed class DamagedReportTests
{
    private const int Tries = 150;

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

    private static void ReadOrRefused(byte[] report, string format)
    {
        try
        {
            FormatRulesTests.Told(report, 64, new ScanQuery("s", Format: format));
        }
        catch (UnreadablePayloadException unreadable)
        {
            Assert.NotEmpty(unreadable.Refusal.Message);
        }
    }
}
