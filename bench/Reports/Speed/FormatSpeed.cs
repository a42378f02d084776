namespace MetricsPlatform.Bench.Reports.Speed;

/// <summary>What one report of a size cost.</summary>
/// <param name="Time">Of processors: what else the machine does is not in it.</param>
/// <param name="Peak">The most that the process was resident with, in bytes.</param>
/// <param name="Refused">Why it was refused: some formats must hold what a report refers to, and what they hold is bounded.</param>
internal sealed record FormatSpeed(long Bytes, int Results, TimeSpan Time, long Peak, string? Refused);
