using MetricsPlatform.Ingestion.Domain;

namespace MetricsPlatform.Ingestion.Replay;

/// <summary>What became of a number of reports that were read anew.</summary>
/// <param name="Looked">Submissions that were looked at, of any format.</param>
/// <param name="Unchanged">Reports that say today what they said before.</param>
/// <param name="Changed">Of those that say something else: the submission that came, and the one that brings what they say now.</param>
/// <param name="Left">Reports that are left as they were, and why.</param>
/// <param name="Next">Ask with it as <c>after</c> for the next page; null when there is none.</param>
public sealed record ReplayPage(int Looked, int Unchanged, IReadOnlyList<ReplayedReport> Changed, IReadOnlyList<LeftReport> Left, Guid? Next);

/// <summary>A report that says something else today.</summary>
public sealed record ReplayedReport(Guid Submission, Guid Replay);

/// <summary>A report that no longer can be read, or whose scan somebody withdrew.</summary>
public sealed record LeftReport(Guid Submission, Refusal Why);
