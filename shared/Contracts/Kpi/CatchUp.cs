namespace MetricsPlatform.Contracts.Kpi;

/// <summary>Kpi asks Correlation which services there are and how far they are. Sent at start and from time to time.</summary>
/// <param name="ReplyTo">Address of the replica that asks.</param>
public sealed record ServicesRequested(string ReplyTo);

/// <summary>Kpi asks for everything in a service that changed after <paramref name="Since"/> (0: all).</summary>
/// <param name="ReplyTo">Address of the replica that asks; the answer is <see cref="Correlation.ServiceRevised"/> messages to it.</param>
public sealed record StatesRequested(string Service, long Since, string ReplyTo);
