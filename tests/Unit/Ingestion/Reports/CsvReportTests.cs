using System.Text;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Csv;

namespace MetricsPlatform.Tests.Unit.Ingestion.Reports;

public class CsvReportTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1", "2")]
    [InlineData("\uFEFFa;B\r\n1;2", "1", "2")]
    [InlineData("a\tb\n\n\"1 \"\"x\"\", y\"\t\"2\n3\"\n", "1 \"x\", y", "2\n3")]
    [InlineData("b,a,b\n2,1,3", "1", "2")]
    [InlineData("a,b\n1\n", "1", null)]
    [InlineData("a,b\n 1 ,,4\n", "1", null)]
    public void A_cell_is_found_by_its_column(string csv, string a, string? b)
    {
        var row = Assert.Single(Read(csv));

        Assert.Equal((a, b), (row["a"].Text, row["b"].Text));
    }

    [Fact]
    public void A_row_knows_its_line() =>
        Assert.Equal((4, "Column 'b' in line 4 is required."), (Read("a,b\n\"1\n\",2\n3,\n")[1].Refuse("", "is required", "b").Line, Read("a,b\n\"1\n\",2\n3,\n")[1].Refuse("", "is required", "b").Message));

    [Fact]
    public void A_quote_without_an_end_is_unreadable()
    {
        var refusal = Assert.Throws<UnreadablePayloadException>(() => Read("a,b\n1,\"2")).Refusal;

        Assert.Equal(("invalid_csv", 2), (refusal.Reason, refusal.Line));
    }

    [Fact]
    public void A_row_without_bounds_is_unreadable()
    {
        Assert.Equal("too_long", Assert.Throws<UnreadablePayloadException>(() => Read("a\n" + new string(',', 2000))).Refusal.Reason);
        Assert.Equal("too_long", Assert.Throws<UnreadablePayloadException>(() => Read("a\n\"" + new string('x', 2_000_000))).Refusal.Reason);
    }

    private static List<CsvRow> Read(string csv) => [.. CsvReader.Rows(new MemoryStream(Encoding.UTF8.GetBytes(csv)))];
}
