using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Csv;

/// <summary>A row of CSV; its cells by the header's names, without case.</summary>
internal sealed class CsvRow(CsvHeader header, IReadOnlyList<string> cells, long line) : ReportValue
{
    public override ReportValue this[string name] =>
        header.IndexOf(name) is { } index && index < cells.Count ? new CsvCell(this, name, cells[index]) : None;

    public override IEnumerable<ReportValue> Each() => header.Names.Take(cells.Count).Select((name, index) => new CsvCell(this, name, cells[index]));

    public override Refusal Refuse(string reason, string problem, string? member = null) =>
        new(reason, $"{(member is null ? "The row" : $"Column '{member}'")} in line {line} {problem}.", Line: line);

    private sealed class CsvCell(CsvRow row, string name, string text) : ReportValue
    {
        public override string Name => name;

        public override string? Text { get; } = text.Trim() is { Length: > 0 } some ? some : null;

        public override Refusal Refuse(string reason, string problem, string? member = null) => row.Refuse(reason, problem, name);
    }
}
