namespace MetricsPlatform.Bench.Reports.Fuzz;

/// <summary>What became of the hostile inputs of one format.</summary>
/// <param name="Refused">Refused as a whole.</param>
/// <param name="Read">Read, at least in part.</param>
/// <param name="Zipped">Of the inputs those that were gzip: whole, broken or a bomb.</param>
/// <param name="Longest">That one input took.</param>
/// <param name="PeakMemory">The most that the process was resident with, in bytes.</param>
/// <param name="Faults">Inputs that ended otherwise than in a refusal with a place or a result, in words.</param>
internal sealed record FuzzTally(int Tried, int Refused, int Read, int Zipped, TimeSpan Longest, long PeakMemory, IReadOnlyList<string> Faults);
