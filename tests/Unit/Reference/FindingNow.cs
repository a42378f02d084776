using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>One finding as the facts up to <c>now</c> show it.</summary>
public sealed class FindingNow
{
    private readonly DateTimeOffset _now;
    private readonly IReadOnlyList<FindingTriaged> _decisions;
    private readonly IReadOnlyList<TicketChanged> _tickets;
    private readonly IReadOnlyList<ExposureStep> _steps;

    private FindingNow(ReferenceFinding finding, ReferenceService service, ReferenceRules rules, DateTimeOffset now)
    {
        _now = now;
        Kind = finding.Kind;
        Cwes = [.. finding.Listings.SelectMany(listing => listing.Result.Cwe).Distinct()];
        _decisions = [.. service.Events.OfType<FindingTriaged>().Where(decision => decision.Header.Time <= now && finding.IsMeantBy(decision.Match))];
        _tickets = [.. service.Events.OfType<TicketChanged>().Where(ticket => ticket.Header.Time <= now)];
        LinkTimes =
        [
            .. _tickets.Where(finding.IsMeantBy).GroupBy(ticket => (ticket.Tracker, ticket.Key)).Select(ticket => ticket.Min(change => change.Header.Time)),
        ];
        HasOnlyClosedTickets = LinkTimes.Count > 0 && _tickets.GroupBy(ticket => (ticket.Tracker, ticket.Key))
            .Where(ticket => ticket.Any(finding.IsMeantBy))
            .All(ticket => ticket.Last().Status == TicketStatus.Closed);
        _steps = Exposure.Of(finding, service, now);
        Episodes = ReferenceEpisode.Of(_steps, rules.FlapWindow);
        First = finding.Listings.Select(listing => listing.Scan).Where(scan => scan.Header.Time <= now)
            .OrderBy(scan => scan.Header.Time).ThenBy(scan => scan.Scan.Version is null).ThenByDescending(scan => scan.Scan.Stage)
            .ThenBy(scan => scan, EventOrder.Instance).First();
        var severityAtFirst = finding.Listings.Where(listing => listing.At == First.Header.Time).Max(listing => listing.Result.Severity);
        HighestSeverity = _steps.Select(step => step.Severity).OfType<Severity>().Append(severityAtFirst).Max();
    }

    /// <summary>The findings of a service that a scan had listed by <paramref name="now"/>.</summary>
    public static IReadOnlyList<FindingNow> AllOf(ReferenceService service, ReferenceRules rules, DateTimeOffset now) =>
        [.. service.Findings.Where(finding => finding.Listings.Any(listing => listing.At <= now)).Select(finding => new FindingNow(finding, service, rules, now))];

    public FindingKind Kind { get; }

    /// <summary>All that any result names: identity is timeless.</summary>
    public IReadOnlyList<int> Cwes { get; }

    public IReadOnlyList<ReferenceEpisode> Episodes { get; }

    /// <summary>The earliest scan that lists it (ties: the one with a version, then the later stage).</summary>
    public ScanPart First { get; }

    /// <summary>The highest severity at its first sighting or at any later time up to now.</summary>
    public Severity HighestSeverity { get; }

    public bool IsHigh => HighestSeverity >= Severity.High;

    /// <summary>When each of its tickets was linked.</summary>
    public IReadOnlyList<DateTimeOffset> LinkTimes { get; }

    /// <summary>At least one linked ticket, and all of them closed.</summary>
    public bool HasOnlyClosedTickets { get; }

    public IEnumerable<DateTimeOffset> DecisionTimes => _decisions.Select(decision => decision.Header.Time);

    /// <summary>The finding never was one: <c>false_positive</c> or <c>not_affected</c> stands now.</summary>
    public bool IsVoid => DecisionAt(_now)?.Decision is TriageDecision.FalsePositive or TriageDecision.NotAffected;

    public ReferenceEpisode? OpenEpisode => Episodes.LastOrDefault(episode => episode.End is null);

    public bool IsAcceptedAt(DateTimeOffset instant) => AcceptanceAt(instant) is not null;

    /// <summary>The acceptance that stands at an instant, as far as is known now.</summary>
    public FindingTriaged? AcceptanceAt(DateTimeOffset instant) => DecisionAt(instant) is { Decision: TriageDecision.RiskAccepted } acceptance ? acceptance : null;

    /// <summary>The severity at an instant; null when no episode holds it. In a gap that a flap made it is the one before the gap: the end was void.</summary>
    public Severity? SeverityAt(DateTimeOffset instant) =>
        Episodes.Any(episode => episode.Start <= instant && !(episode.End <= instant))
            ? _steps.Last(step => step.At <= instant && step.Severity is not null).Severity
            : null;

    /// <summary>A later decision replaces the earlier ones for good; one stands in [time, until).</summary>
    private FindingTriaged? DecisionAt(DateTimeOffset instant)
    {
        var last = _decisions.LastOrDefault(decision => decision.Header.Time <= instant);
        return last is { Decision: TriageDecision.RiskAccepted, Until: { } until } && instant >= until ? null : last;
    }
}
