namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>What an id stands for: a finding, or a tombstone.</summary>
/// <param name="Facts">Null for a tombstone.</param>
/// <param name="MergedInto">The tombstone's successor; null when the finding is gone altogether.</param>
public readonly record struct FindingEntry(FindingFacts? Facts, UInt128? MergedInto);
