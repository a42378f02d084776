using System.Globalization;
using System.Text.RegularExpressions;

namespace MetricsPlatform.Bench.Reports.Samples;

/// <summary>A row of a samples folder's INDEX.tsv: a real report, and what others count in it.</summary>
/// <param name="Path">Relative to the folder.</param>
/// <param name="Format">As the folder calls it.</param>
/// <param name="Items">What the document itself lists, in words; empty when nobody counted.</param>
/// <param name="PeerCount">What the peer's own test asserts, else what its parser returns.</param>
/// <param name="Severities">What the peer's parser returns: "High:1 Low:2"; empty when it was not run.</param>
/// <param name="Facts">What the peer's test asserts: "severity=High".</param>
/// <param name="Note">What the folder says of it.</param>
internal sealed partial record Sample(string Path, string Format, string Items, int? PeerCount, string Severities, IReadOnlyList<(string Field, string Value)> Facts, string Note)
{
    /// <summary>The number in <see cref="Items"/>, when it is one.</summary>
    public int? ItemCount => Number(LeadingNumber().Match(Items).Value);

    public static IReadOnlyList<Sample> Load(string folder)
    {
        var lines = File.ReadAllLines(System.IO.Path.Combine(folder, "INDEX.tsv"));
        var columns = lines[0].Split('\t').Select((name, index) => (name, index)).ToDictionary(c => c.name, c => c.index);
        return [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split('\t')).Select(cells =>
        {
            string Cell(string name) => columns[name] < cells.Length ? cells[columns[name]].Trim() : "";
            return new Sample(
                Cell("path"), Cell("format"), Cell("raw_items_in_file"), Number(Cell("expected_count_asserted_by_peer_test")) ?? Number(Cell("peer_parser_count")),
                Cell("peer_parser_severities"), [.. Cell("asserted_facts").Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(FactOf)],
                Cell("note"));
        })];
    }

    /// <summary>"[0]severity=High" says it of one finding of the peer's order, which is not ours: some finding has it.</summary>
    private static (string, string) FactOf(string fact)
    {
        var equals = fact.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (fact, "") : (Index().Replace(fact[..equals], ""), fact[(equals + 1)..]);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("^[0-9]+")]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();
}
