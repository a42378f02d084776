namespace MetricsPlatform.Bench.Reports.Speed;

/// <summary>What one report of a size cost.</summary>
/// <param name="Time">Of processors: what else the machine does is not in it.</param>
/// <param name="Peak">The most that the process was resident with, in bytes.</param>
internal sealed record FormatSpeed(long Bytes, int Results, TimeSpan Time, long Peak);
