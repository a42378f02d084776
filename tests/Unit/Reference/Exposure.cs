using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>What a finding was after all that happened at an instant: exposed at a severity, or not exposed (null).</summary>
/// <param name="Retired">A retirement ended the exposure at this instant.</param>
public sealed record ExposureStep(DateTimeOffset At, Severity? Severity, bool Retired);

/// <summary>Walks all instants of a service up to now for one finding (§2, presence, exposure, retirement).</summary>
public sealed class Exposure
{
    private readonly ReferenceFinding _finding;
    private readonly Dictionary<(string Tool, string Target), Severity> _reported = [];
    private readonly Dictionary<(string Tracker, string Key), TicketStatus> _tickets = [];
    private readonly HashSet<(string Tracker, string Key)> _linked = [];
    private bool _endedByRetirement;

    private Exposure(ReferenceFinding finding) => _finding = finding;

    private bool IsExposed => _reported.Count > 0 && !(_finding.Kind == FindingKind.Manual && AllTicketsAreClosed);

    private bool AllTicketsAreClosed => _linked.Count > 0 && _linked.All(ticket => _tickets[ticket] == TicketStatus.Closed);

    /// <summary>One step for every instant at which anything happened in the service, up to <paramref name="now"/>.</summary>
    public static IReadOnlyList<ExposureStep> Of(ReferenceFinding finding, ReferenceService service, DateTimeOffset now)
    {
        var exposure = new Exposure(finding);
        return
        [
            .. service.Events.Where(e => e.Header.Time <= now).GroupBy(e => e.Header.Time).OrderBy(instant => instant.Key)
                .Select(instant => exposure.After(instant.Key, [.. instant], [.. service.Scans.Where(scan => scan.Header.Time == instant.Key)])),
        ];
    }

    private ExposureStep After(DateTimeOffset at, IReadOnlyList<NativeEvent> events, IReadOnlyList<ScanPart> scans)
    {
        _endedByRetirement = false;
        foreach (var e in events)
            switch (e)
            {
                case ScopeRetired retired: Do(() => _reported.Remove((retired.Tool, retired.Target)), isRetirement: true); break;
                case ServiceRetired: Do(_reported.Clear, isRetirement: true); break;
                case TicketChanged ticket: Do(() => Take(ticket), isRetirement: false); break;
            }

        foreach (var scope in scans.GroupBy(scan => (scan.Scan.Tool, scan.Scan.Target)))
            Do(() => Take(scope.Key, [.. scope]), isRetirement: false);

        return IsExposed ? new(at, _reported.Values.Max(), false) : new(at, null, _endedByRetirement);
    }

    private void Do(Action change, bool isRetirement)
    {
        var before = IsExposed;
        change();
        if (before && !IsExposed)
            _endedByRetirement = isRetirement;
    }

    private void Take(TicketChanged ticket)
    {
        _tickets[(ticket.Tracker, ticket.Key)] = ticket.Status;
        if (_finding.IsMeantBy(ticket))
            _linked.Add((ticket.Tracker, ticket.Key));
    }

    /// <summary>Scans of one scope at one instant count as one; it closes if a single one of them was complete and successful.</summary>
    private void Take((string Tool, string Target) scope, IReadOnlyList<ScanPart> scans)
    {
        var listed = _finding.Listings.Where(listing => scans.Contains(listing.Scan)).ToList();
        if (listed.Count > 0)
            _reported[scope] = listed.Max(listing => listing.Result.Severity);
        else if (_finding.Kind != FindingKind.Manual && scans.Any(scan => scan.Scan.Complete && scan.Scan.Successful))
            _reported.Remove(scope);
    }
}
