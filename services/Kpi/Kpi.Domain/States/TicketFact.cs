using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>What the KPIs know of a change of a ticket. Ticks of UTC.</summary>
/// <param name="Ticket">Tells the finding's tickets apart: 0 for the one that was linked first, and so on.</param>
internal readonly record struct TicketFact(long At, int Ticket, TicketStatus Status);
