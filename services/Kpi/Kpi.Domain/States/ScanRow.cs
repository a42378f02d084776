namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>A scan in 32 bytes.</summary>
/// <param name="Number">Its place among the service's scans.</param>
/// <param name="At">In ticks of UTC.</param>
/// <param name="Scope">Its number in a table of the service, as is <paramref name="Origin"/>.</param>
internal readonly record struct ScanRow(long Revision, long At, int Number, int Scope, int Origin, bool Closes, bool Counts);
