namespace MetricsPlatform.Tests.EndToEnd.Crash;

/// <summary>One death of the platform, and what was left to do.</summary>
/// <param name="Acknowledged">Events that the client had been told are accepted.</param>
/// <param name="Lost">Those of them that the inbox does not have.</param>
/// <param name="Pending">Events in the inbox that were not processed.</param>
/// <param name="Recovery">From the next start until it was ready and everything accepted before was processed; null when it died before that.</param>
public sealed record Crash(int Acknowledged, int Lost, int Pending, TimeSpan? Recovery = null);

/// <summary>A case loaded through crashes.</summary>
/// <param name="Accepted">Different events that were accepted in the end.</param>
/// <param name="Doubled">Events that are in the history more than once.</param>
/// <param name="Difference">The first figure that is not the case's; null: all are the same.</param>
public sealed record CrashReport(IReadOnlyList<Crash> Crashes, int Accepted, int Doubled, string? Difference);
