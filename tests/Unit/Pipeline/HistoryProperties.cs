using System.Text.Json;
using CsCheck;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Tests.Cases;
using MetricsPlatform.Tests.Unit.Reference;

namespace MetricsPlatform.Tests.Unit.Pipeline;

/// <summary>What holds for every history, tried on generated ones against the literal evaluator of the same text.</summary>
public sealed class HistoryProperties
{
    /// <summary>Cases of each property; the environment variable <c>CsCheck_Iter</c> asks for more.</summary>
    private static readonly long Cases = Math.Max(500, Check.Iter);

    [Fact]
    public void The_figures_are_those_of_a_literal_reading_of_the_text_at_every_instant() => Histories.All.Sample(
        history =>
        {
            var reference = new ReferenceEvaluator(history, new ReferenceRules());
            var pipeline = new PurePipeline(history);
            foreach (var at in Instants(history))
            {
                KpiAssert.Same(reference.At(at), pipeline.At(at), at);
            }
        },
        iter: Cases, print: Histories.Print);

    [Fact]
    public void Any_order_and_repetition_gives_the_same_findings_with_the_same_ids() => Gen.Select(Histories.All, Gen.Int).Sample(
        (history, seed) => Same(history, new PurePipeline(history), new PurePipeline(history.Shuffled(seed))),
        iter: Cases, print: sample => $"seed {sample.Item2}\n{sample.Item1.Print()}");

    [Fact]
    public void Scans_cut_into_parts_that_come_in_any_order_interleaved_and_repeated_give_the_same_findings() => Gen.Select(Histories.All, Gen.Int).Sample(
        (history, seed) =>
        {
            var random = new Random(seed);
            var parts = history.Select(PurePipeline.JudgeFingerprints).SelectMany(e => Cut(e, random.Next(1, 4))).ToList();
            Same(history, new PurePipeline(history), new PurePipeline(parts.Shuffled(seed)));
        },
        iter: Cases, print: sample => $"seed {sample.Item2}\n{sample.Item1.Print()}");

    [Fact]
    public void Main_branches_that_the_catalogue_names_at_any_time_count_as_if_they_always_had() => Gen.Select(Histories.All, Gen.Int).Sample(
        (history, seed) =>
        {
            var changed = new PurePipeline(history.Take(new Random(seed).Next(history.Count + 1)));
            changed.Name("main", "feature/x");
            history.ToList().ForEach(e => changed.Hear(e));
            Same(history, new PurePipeline(history, "feature/x", "main"), changed);
        },
        iter: Cases, print: sample => $"seed {sample.Item2}\n{sample.Item1.Print()}");

    [Fact]
    public void A_service_that_is_called_otherwise_and_back_at_any_time_has_the_history_of_one_that_always_had_its_name() => Gen.Select(Histories.All, Gen.Int).Sample(
        (all, seed) =>
        {
            var random = new Random(seed);
            List<NativeEvent> history = [.. all.Select(e => e with { Service = "shop" })];
            var names = history.ToDictionary(e => (e.Header.Source, e.Header.Id), _ => random.GetItems(["former", "shop", "other"], 1)[0]);
            var parts = history.Select(PurePipeline.JudgeFingerprints).SelectMany(e => Cut(e, random.Next(1, 4))).ToList().Shuffled(seed)
                .Select(e => e with { Service = names[(e.Header.Source, e.Header.Id)] }).ToList();
            int[] renamings = [random.Next(parts.Count + 1), random.Next(parts.Count + 1), random.Next(parts.Count + 1)];
            Array.Sort(renamings);
            var renamed = new PurePipeline([]);
            for (var i = 0; i <= parts.Count; i++)
            {
                foreach (var (_, nth) in renamings.Select((at, nth) => (at, nth)).Where(r => r.at == i))
                {
                    var (former, name) = nth switch { 0 => ("former", "shop"), 1 => ("shop", "other"), _ => ("other", "shop") };
                    renamed.Rename(former, name);
                }
                if (i < parts.Count)
                {
                    renamed.Hear(parts[i]);
                }
            }
            Same(history, new PurePipeline(history), renamed);
            foreach (var at in Instants(history))
            {
                KpiAssert.Same(renamed.At(at), KpiEvaluation.Evaluate(renamed.ReadBack, PurePipeline.Rules, at), at);
            }
        },
        iter: Cases, print: sample => $"seed {sample.Item2}\n{sample.Item1.Print()}");

    [Fact]
    public void A_scan_that_is_added_and_withdrawn_leaves_no_trace() => Gen.Select(Histories.All, Gen.Int, Gen.Bool).Sample(
        (history, seed, first) =>
        {
            var random = new Random(seed);
            var scans = history.OfType<ScanPart>().ToList();
            if (scans.Count == 0)
            {
                return;
            }
            var scan = scans[random.Next(scans.Count)];
            var copy = scan with { Header = scan.Header with { Id = "added", Time = scan.Header.Time.AddHours(random.Next(-48, 48)) } };
            var withdrawal = new ScanWithdrawn(scan.Header with { Id = "withdrawal" }, scan.Service, copy.Header.Source, copy.Header.Id, null, null);
            List<NativeEvent> with = [.. history];
            with.Insert(random.Next(with.Count), first ? withdrawal : copy);
            with.Add(first ? copy : withdrawal);
            Assert.Equal(Json(new PurePipeline(history).Findings), Json(new PurePipeline(with).Findings));
        },
        iter: Cases, print: sample => $"seed {sample.Item2}, withdrawn first {sample.Item3}\n{sample.Item1.Print()}");

    [Fact]
    public void A_history_read_back_from_its_log_is_the_one_that_grew_event_by_event() => Histories.All.Sample(
        history =>
        {
            var pipeline = new PurePipeline(history);
            foreach (var at in Instants(history))
            {
                KpiAssert.Same(pipeline.At(at), KpiEvaluation.Evaluate(pipeline.ReadBack, PurePipeline.Rules, at), at);
            }
        },
        iter: Cases, print: Histories.Print);

    private static void Same(IReadOnlyList<NativeEvent> history, PurePipeline one, PurePipeline other)
    {
        Assert.Equal(Json(one.Findings), Json(other.Findings));
        foreach (var at in Instants(history))
        {
            KpiAssert.Same(one.At(at), other.At(at), at);
        }
    }

    private static IEnumerable<NativeEvent> Cut(NativeEvent message, int parts) => message is not ScanPart scan
        ? [message]
        : Enumerable.Range(0, parts).Select(part => scan with
        {
            Part = part, Parts = parts, Results = [.. scan.Results.Where((_, index) => index % parts == part)],
        });

    private static IEnumerable<DateTimeOffset> Instants(IReadOnlyList<NativeEvent> history)
    {
        if (history.Count == 0)
        {
            return [];
        }
        var times = history.Select(e => e.Header.Time).Distinct().Order().ToList();
        return times.Where((_, i) => i % 3 == 0).Concat([times[^1], times[^1].AddHours(5), times[^1].AddDays(31)]);
    }

    private static string Json(object value) => JsonSerializer.Serialize(value);
}
