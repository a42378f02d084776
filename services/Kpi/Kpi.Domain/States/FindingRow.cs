namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>The part of a finding that has a fixed size. What has not lies in columns of its own, where that of the finding before it ends.</summary>
/// <param name="FirstAt">Event time of the first sighting, in ticks of UTC.</param>
/// <param name="Origin">What the first sighting says was scanned: a number in <see cref="Origins"/>.</param>
/// <param name="Kind">A <see cref="Contracts.FindingKind"/>; an enumeration would take four bytes.</param>
/// <param name="Stage">A <see cref="Contracts.Stage"/>.</param>
/// <param name="FirstSeverity">A <see cref="Contracts.Severity"/>.</param>
internal readonly record struct FindingRow(
    long FirstAt, int Origin, int StepsEnd, int DecisionsEnd, int TicketsEnd, byte Kind, byte Stage, byte FirstSeverity);
