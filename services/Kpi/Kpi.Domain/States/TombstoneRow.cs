namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>An id that is no finding.</summary>
/// <param name="MergedInto">Its successor; null when the finding is gone altogether.</param>
internal readonly record struct TombstoneRow(UInt128 Id, long Revision, UInt128? MergedInto);
