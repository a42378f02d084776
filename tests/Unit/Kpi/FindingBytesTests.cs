using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain.States;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>Facts as they are stored: what is written by one version is read by the next, or refused.</summary>
public sealed class FindingBytesTests
{
    private static readonly FindingState Rich = Seen(1.5, Severity.Critical, Stage.Staging, "1.0", "c1", id: 'a')
        .Gone(2).Again(4, Severity.Low).Retired(5).Accepted(6, until: 9).Accepted(7)
        .Ticket(2, TicketStatus.Open).Ticket(3, TicketStatus.InProgress, "SEC-2").Ticket(4, TicketStatus.Closed) .Of(FindingKind.Secret, 22, 1200);

    private static readonly string[] Stored =
    [
        "02 02 01 04",
        "00A09674F649DE08 04312E30 036331 067472697679 01 02 16 B009",
        "04 00A09674F649DE08 04 0080CB095B4ADE08 05 00009F5EED4BDE08 01 00C00889B64CDE08 06",
        "02 008072B37F4DDE08 00C0AF32DB4FDE08 02 0040DCDD484EDE08 FFFFFFFFFFFFFF7F 02",
        "03 0080CB095B4ADE08 00 00 00403534244BDE08 01 01 00009F5EED4BDE08 00 02",
    ];

    [Fact]
    public void The_stored_format_is_this_one() => Assert.Equal(string.Concat(Stored).Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(Write(Rich)));

    [Theory]
    [MemberData(nameof(Findings))]
    public void What_is_read_is_what_was_written(FindingState finding) => Assert.Equal(Write(finding), FindingBytes.Write(Read(Write(finding))[0]));

    [Fact]
    public void Whatever_ends_too_early_or_too_late_is_refused_and_leaves_nothing_behind()
    {
        var bytes = Write(Rich);
        var batch = new FindingBatch();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => batch.Add(1, 1, bytes.AsSpan(0, length)));
        }
        Assert.Throws<FormatException>(() => batch.Add(1, 1, [.. bytes, 0]));
        batch.Add(1, 1, bytes);

        Assert.Equal(1, batch.Count);
        Assert.Equal(bytes, FindingBytes.Write(batch[0]));
    }

    [Theory]
    [InlineData(0, 1)]      // format
    [InlineData(1, 6)]      // kind
    [InlineData(2, 3)]      // stage
    [InlineData(3, 5)]      // severity
    [InlineData(11, 0x7f)]  // a year that there is not
    [InlineData(12, 0x7f)]  // a text that is longer than the rest
    public void A_value_that_nothing_writes_is_refused(int index, byte value)
    {
        var bytes = Write(Rich);
        bytes[index] = value;

        Assert.Throws<FormatException>(() => Read(bytes));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = Write(Rich);
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var thrown = Record.Exception(() => Read(bytes));
            Assert.True(thrown is null or FormatException, $"{thrown}");
        }
    }

    public static TheoryData<FindingState> Findings => [Rich, Seen(1), Seen(1, version: ""), Seen(1, commit: "\U0001F600"), Seen(1).Gone(2), Seen(1) with { Timeline = [] }];

    private static byte[] Write(FindingState finding)
    {
        var batch = new FindingBatch();
        batch.Add(finding.Id.Length > 0 ? finding : finding with { Id = Id(1) }, 1);
        return FindingBytes.Write(batch[0]);
    }

    private static FindingBatch Read(byte[] bytes)
    {
        var batch = new FindingBatch();
        batch.Add(1, 1, bytes);
        return batch;
    }
}
