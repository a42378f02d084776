namespace MetricsPlatform.Bench.Reports.Samples;

/// <summary>Samples that are one scan, written in several formats: all of them together are the findings that each is.</summary>
internal static class SameScan
{
    private const string Note = "same scan";

    /// <returns>False when some scan gives other findings in one format than in another.</returns>
    public static bool Print(string folder, IReadOnlyList<Sample> samples)
    {
        var good = true;
        foreach (var scan in samples.Where(sample => sample.Note.Contains(Note, StringComparison.Ordinal)).GroupBy(sample => Path.GetFileName(sample.Path).Split('.')[0]))
        {
            var together = new ReadReport();
            var alone = scan.Select(sample => Read(folder, sample, new ReadReport(), together)).ToList();
            var findings = together.Findings();
            var everywhere = findings.Count(finding => alone.TrueForAll(ids => ids.Contains(finding.Id)));
            Console.WriteLine($"{scan.Key}: {string.Join(", ", scan.Select(sample => sample.Format))}: {string.Join(", ", alone.Select(ids => ids.Count))} findings, together {findings.Count}, {everywhere} of them in every format");
            good &= everywhere == findings.Count;
        }
        return good;
    }

    private static HashSet<string> Read(string folder, Sample sample, ReadReport alone, ReadReport together)
    {
        alone.Add(Path.Combine(folder, sample.Path), null, sample.Path);
        together.Add(Path.Combine(folder, sample.Path), null, sample.Path);
        return [.. alone.Findings().Select(finding => finding.Id)];
    }
}
