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
            (board, services) => services.SelectMany(s => LastScans(s, board.At))),
        new("devsecops_service_info", "Who owns the service; always 1.", ServiceInfo),
        new("devsecops_remediation_target_seconds", "How long remediation may take.",
            (board, _) => board.Catalogue.Targets.OrderByDescending(t => t.Key).Select(t => new BoardSample(t.Value.TotalSeconds, null, [KpiFamily.Of(t.Key)]))),
    ];

    /// <summary>The services that are shown when there are more than <paramref name="most"/>: those of the catalogue come first.</summary>
    public static IReadOnlyList<ServiceFigures> Shown(KpiBoard board, int most) =>
        [.. board.Services.OrderByDescending(s => board.Catalogue.Services.ContainsKey(s.Service)).Take(most)];

    private static IEnumerable<BoardSample> LastScans(ServiceFigures service, DateTimeOffset at) => service.Scopes
        .Where(s => s.LastScan <= at && s.Retired is null)
        .SelectMany(s => s.Kinds.Count == 0 ? ["unknown"] : s.Kinds.Select(k => k.ToString().ToLowerInvariant()), (s, kind) => (kind, At: s.LastScan!.Value))
        .GroupBy(s => s.kind, s => s.At, StringComparer.Ordinal)
        .OrderBy(k => k.Key, StringComparer.Ordinal)
        .Select(k => new BoardSample(KpiFamilies.UnixSeconds(k.Max()), new Label("service", service.Service), [new("kind", k.Key)]));

    private static IEnumerable<BoardSample> ServiceInfo(KpiBoard board, IReadOnlyList<ServiceFigures> services) => services
        .Select(s => s.Service).Union(board.Catalogue.Services.Keys).Order(StringComparer.Ordinal)
        .Select(s => new BoardSample(
            1, new Label("service", s), [new("team", board.Catalogue.TeamOf(s)), new("tier", board.Catalogue.TierOf(s) ?? "")]));
}
