using System.Text.Json.Serialization;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain;

/// <summary>Where a finding stands at an instant.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<FindingStanding>))]
public enum FindingStanding { Open, Accepted, Fixed, Retired, FalsePositive, NotAffected }

/// <summary>A maximal interval of exposure, [start, end).</summary>
/// <param name="End">Null while the finding is exposed.</param>
/// <param name="Severity">The one in force just before the end, or now.</param>
/// <param name="Retired">It ended because its scope or service was retired.</param>
/// <param name="AcceptedAtEnd">An acceptance stood when it ended (or stands now): it does not count as remediated.</param>
/// <param name="Deadline">Start plus target, moved by acceptances; null when there is none.</param>
public sealed record Episode(DateTimeOffset Start, DateTimeOffset? End, Severity Severity, bool Retired, bool AcceptedAtEnd, DateTimeOffset? Deadline);

/// <summary>A finding at an instant.</summary>
/// <param name="Severity">That of its latest episode.</param>
/// <param name="Since">Start of its latest episode; without any, its first sighting.</param>
/// <param name="ClaimedFixed">Open, with at least one linked ticket and all of them closed.</param>
public readonly record struct FindingSummary(FindingStanding Standing, Severity Severity, DateTimeOffset Since, bool Overdue, bool ClaimedFixed);

/// <summary>A finding at an instant, with its episodes.</summary>
/// <param name="AcceptedUntil">Null when it is not accepted, or without an end.</param>
public sealed record FindingStatus(FindingSummary Summary, IReadOnlyList<Episode> Episodes, DateTimeOffset? AcceptedUntil)
{
    public FindingStanding Standing => Summary.Standing;
    public Severity Severity => Summary.Severity;
    public bool Overdue => Summary.Overdue;
    public bool ClaimedFixed => Summary.ClaimedFixed;
}

/// <summary>Where a finding was caught first.</summary>
/// <param name="Place">"before_production", "production" or "unattributed".</param>
/// <param name="Version">The release it escaped from, when it did.</param>
/// <param name="Rule">The rule of docs/metrics.md that decided it: "M5.6", "M5.7" or "M5.8".</param>
public sealed record Caught(string Place, string? Version, string Rule);

/// <summary>A release's verdict: clean or not, and why.</summary>
/// <param name="InProductionSince">t_prod: its first deployment to production that succeeded or rolled back to it.</param>
/// <param name="Settled">Its observation window has closed.</param>
/// <param name="Clean">No escape.</param>
/// <param name="Escapes">Ids of the findings that escaped from it.</param>
/// <param name="Reasons">Why each of <paramref name="Escapes"/> did.</param>
/// <param name="ShippedWith">Ids of the open high-severity findings that were known at t_prod.</param>
public sealed record ReleaseVerdict(
    string Version, DateTimeOffset InProductionSince, bool Settled, bool Clean, IReadOnlyList<string> Features,
    IReadOnlyList<UInt128> Escapes, IReadOnlyList<EscapeReason> Reasons, IReadOnlyList<UInt128> ShippedWith);
