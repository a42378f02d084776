namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>The part of a finding that has a fixed size. What has not lies in columns of its own, where that of the finding before it ends.</summary>
/// <param name="FirstAt">Event time of the first sighting, in ticks of UTC.</param>
/// <param name="FirstScan">The scan of the first sighting: a number in <see cref="FindingWords"/>.</param>
/// <param name="Cwes">A number in <see cref="FindingWords"/>.</param>
/// <param name="Kind">A <see cref="Contracts.FindingKind"/>; an enumeration would take four bytes.</param>
/// <param name="Stage">A <see cref="Contracts.Stage"/>.</param>
/// <param name="FirstSeverity">A <see cref="Contracts.Severity"/>.</param>
internal readonly record struct FindingRow(
    long FirstAt, int FirstScan, int Cwes, int StepsEnd, int DecisionsEnd, int TicketsEnd, byte Kind, byte Stage, byte FirstSeverity);
