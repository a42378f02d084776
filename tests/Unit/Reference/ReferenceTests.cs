using System.Collections.Concurrent;
using System.Text.Json;
using CsCheck;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>Laws of docs/metrics.md that the reference itself must keep, or its opinion is worth nothing.</summary>
public sealed class ReferenceTests
{
    private static readonly ReferenceRules Rules = new();

    [Fact]
    public void Any_order_with_any_repetition_gives_the_same_findings_and_figures() =>
        Gen.Select(Histories.All, Histories.Instants, Gen.Int).Sample(
            (history, now, seed) => Judge(history, now) == Judge(history.Shuffled(seed), now),
            iter: 500,
            print: sample => $"at {sample.Item2:O}, seed {sample.Item3}\n{sample.Item1.Print()}");

    [Fact]
    public void A_scan_that_is_withdrawn_leaves_no_trace() =>
        Gen.Select(Histories.All, Histories.ExtraScans, Histories.Instants, Histories.Instants).Sample(
            (history, scan, withdrawn, now) => Judge(history, now) == Judge([.. history, scan, Withdrawal(scan, withdrawn)], now),
            iter: 500,
            print: sample => $"at {sample.Item4:O}, withdrawn {sample.Item3:O}: {Histories.Print([sample.Item2])}\n{sample.Item1.Print()}");

    [Fact]
    public void What_comes_after_now_changes_no_figure_unless_it_joins_withdraws_or_gives_a_match() =>
        Gen.Select(Histories.All, Histories.Instants).Sample(
            (history, now) => Figures(history, now) == Figures(history.Where(e => e.Header.Time <= now || e is ScanPart or ScanWithdrawn), now),
            iter: 500,
            print: sample => $"at {sample.Item2:O}\n{sample.Item1.Print()}");

    [Fact]
    public void Histories_move_every_figure()
    {
        var moved = new ConcurrentDictionary<string, bool>();
        Gen.Select(Histories.All, Histories.Instants).Sample((history, now) =>
        {
            foreach (var section in JsonSerializer.SerializeToElement(new ReferenceEvaluator(history, Rules).At(now)).EnumerateObject().Where(section => section.Value.ValueKind == JsonValueKind.Array))
                foreach (var figure in section.Value.EnumerateArray().SelectMany(row => row.EnumerateObject()))
                    if (figure.Value.ValueKind == JsonValueKind.Number)
                        moved.AddOrUpdate($"{section.Name}.{figure.Name}", figure.Value.GetDouble() != 0, (_, before) => before || figure.Value.GetDouble() != 0);
        }, iter: 2_000);

        Assert.NotEmpty(moved);
        Assert.All(moved, figure => Assert.True(figure.Value, figure.Key));
    }

    private static ScanWithdrawn Withdrawal(ScanPart scan, DateTimeOffset at) =>
        new(new EventHeader("/extra", "withdrawal", at, Guid.Empty, 0, at), scan.Service, scan.Header.Source, scan.Header.Id, null, null);

    private static string Judge(IReadOnlyList<NativeEvent> history, DateTimeOffset now) =>
        Figures(history, now) + string.Join('\n', new ReferenceEvaluator(history, Rules).Findings
            .Select(finding => string.Join(' ', finding.Results.Select(result => result.ToString()).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));

    private static string Figures(IEnumerable<NativeEvent> history, DateTimeOffset now) => JsonSerializer.Serialize(new ReferenceEvaluator(history, Rules).At(now));
}
