using MetricsPlatform.Kpi.Reports;

namespace MetricsPlatform.Kpi.Metrics;

/// <summary>Everything that <c>/metrics</c> shows of one instant's figures, and that an export of the past repeats for others (docs/prometheus.md).</summary>
internal static class BoardFamilies
{
    public static readonly IReadOnlyList<BoardFamily> All =
    [
        .. KpiFamilies.Additive.Concat(KpiFamilies.NotAdditive).Select(BoardFamily.OfServices),
        .. KpiFamilies.NotAdditive.Select(BoardFamily.OfTeams),
        .. KpiFamilies.NotAdditive.Select(BoardFamily.OfOrganization),
        new("devsecops_last_scan_timestamp_seconds", "Latest scan that can list findings of the kind; unknown for scanners that have listed nothing yet.",
            (_, services) => services.SelectMany(LastScans)),
        new("devsecops_service_info", "Who owns the service; always 1.", ServiceInfo),
        new("devsecops_team_info", "Whom to talk to about findings of the team; always 1.", TeamInfo),
        new("devsecops_stale_after_seconds", "How old the latest complete scan of a scope may be.",
            (board, _) => [new BoardSample(board.Catalogue.StaleAfter.TotalSeconds, null, [])]),
        new("devsecops_remediation_target_seconds", "How long remediation may take.",
            (board, _) => board.Catalogue.Targets.OrderByDescending(t => t.Key).Select(t => new BoardSample(t.Value.TotalSeconds, null, [KpiFamily.Of(t.Key)]))),
    ];

    /// <summary>The services that are shown when there are more than <paramref name="most"/>: those of the catalogue come first.</summary>
    public static IReadOnlyList<ServiceFigures> Shown(KpiBoard board, int most) =>
        [.. board.Services.OrderByDescending(s => board.Catalogue.Services.ContainsKey(s.Service)).Take(most)];

    private static IEnumerable<BoardSample> LastScans(ServiceFigures service) => service.LastScans
        .Select(s => (Kind: s.Kind?.ToString().ToLowerInvariant() ?? "unknown", s.At)).OrderBy(s => s.Kind, StringComparer.Ordinal)
        .Select(s => new BoardSample(KpiFamilies.UnixSeconds(s.At), new Label("service", service.Service), [new("kind", s.Kind)]));

    private static IEnumerable<BoardSample> ServiceInfo(KpiBoard board, IReadOnlyList<ServiceFigures> services) => services
        .Select(s => s.Service).Union(board.Catalogue.Services.Keys).Order(StringComparer.Ordinal)
        .Select(s => new BoardSample(
            1, new Label("service", s), [new("team", board.Catalogue.TeamOf(s)), new("tier", board.Catalogue.TierOf(s) ?? "")]));

    private static IEnumerable<BoardSample> TeamInfo(KpiBoard board, IReadOnlyList<ServiceFigures> services) => board.Catalogue.Teams.Values
        .OrderBy(t => t.Name, StringComparer.Ordinal)
        .Select(t => new BoardSample(1, new Label("team", t.Name), [new("champion", t.Champion ?? ""), new("channel", t.Channel ?? "")]));
}
