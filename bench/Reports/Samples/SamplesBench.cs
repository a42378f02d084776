using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Bench.Reports.Samples;

/// <summary>Reads a folder of real reports and compares what is read with what another parser reads; prints a table.</summary>
internal static class SamplesBench
{
    /// <param name="folder">With an INDEX.tsv, and other parsers' results in GOLDEN; null: nothing to try.</param>
    /// <returns>Exit code: 1 when a reading differs and nothing says why.</returns>
    public static int Run(string? folder)
    {
        if (folder is null || !File.Exists(Path.Combine(folder, "INDEX.tsv")))
        {
            Console.WriteLine(folder is null ? "skipped: no folder of samples is given" : $"skipped: {folder} has no INDEX.tsv");
            return 0;
        }
        var known = KnownDeviation.Load();
        var seen = new HashSet<KnownDeviation>();
        var samples = Sample.Load(folder).Where(IsReport).ToList();
        Console.WriteLine("| file | items in the file | peer | ours | findings | verdict |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var sample in samples)
        {
            Console.WriteLine(Row(folder, sample, known, seen));
        }
        var unexplained = seen.Except(known).ToList();
        var gone = known.Where(one => samples.Exists(sample => sample.Path == one.Path)).Except(seen).ToList();
        Console.WriteLine($"\n{samples.Count} reports; {seen.Count - unexplained.Count} deviations explained, {unexplained.Count} not, {gone.Count} explained and not seen");
        unexplained.ForEach(one => Console.WriteLine($"not explained: {one.Path}\t{one.What}\t{one.Ours}"));
        gone.ForEach(one => Console.WriteLine($"not seen: {one.Path}\t{one.What}\t{one.Ours}"));
        return SameScan.Print(folder, samples) && unexplained.Count + gone.Count == 0 ? 0 : 1;
    }

    /// <summary>Webhooks and the like are no reports.</summary>
    private static bool IsReport(Sample sample) => ReportFormats.All.Any(format => format.Name == FormatOf(sample));

    private static string FormatOf(Sample sample) => sample.Format == "cyclonedx-vex" ? "cyclonedx" : sample.Format;

    private static string Row(string folder, Sample sample, IReadOnlySet<KnownDeviation> known, HashSet<KnownDeviation> seen)
    {
        var report = new ReadReport();
        var findings = 0;
        List<KnownDeviation> differences;
        try
        {
            report.Add(Path.Combine(folder, sample.Path), null, sample.Path);
            findings = report.Findings().Count;
            differences = [.. Comparison.Differences(sample, PeerParse.Find(folder, sample), report, findings).Select(d => new KnownDeviation(sample.Path, d.What, d.Ours))];
        }
        catch (UnreadablePayloadException refused)
        {
            differences = [new(sample.Path, "refused", refused.Refusal.Reason)];
        }
        seen.UnionWith(differences);
        var verdict = differences.Count == 0 ? "equal" : string.Join("<br>", differences.Select(d => $"{(known.Contains(d) ? "explained" : "**not explained**")}: {d.What}: {d.Ours}"));
        return $"| {sample.Path} | {sample.Items} | {sample.PeerCount} | {report.Results.Count}{(report.Decisions.Count > 0 ? $" and {report.Decisions.Count} decisions" : "")} | {findings} | {verdict} |";
    }
}
