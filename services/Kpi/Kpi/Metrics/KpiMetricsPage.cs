using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Reports;

namespace MetricsPlatform.Kpi.Metrics;

/// <summary>The KPI part of <c>/metrics</c>, rendered when the figures change and not when somebody scrapes.</summary>
public sealed class KpiMetricsPage(KpiOptions options)
{
    private volatile PrometheusText shown = new(1);

    /// <summary>The families in the Prometheus text format; empty until the figures are known.</summary>
    public ReadOnlyMemory<byte> Text => shown.Text;

    public void Show(KpiBoard board)
    {
        var services = board.Services.OrderByDescending(s => board.Catalogue.Services.ContainsKey(s.Service)).Take(options.MaxServicesInMetrics).ToList();
        KpiTelemetry.ServicesHeldBack.Set(board.Services.Count - services.Count);
        var page = new PrometheusText(Math.Max(1 << 16, shown.Text.Length + (shown.Text.Length / 16)));   // it is megabytes, and mostly as long as the last one
        foreach (var family in KpiFamilies.Additive.Concat(KpiFamilies.NotAdditive))
        {
            Write(page, "devsecops_", family, services.Select(s => (s.Report, (Label?)new Label("service", s.Service))));
        }
        foreach (var family in KpiFamilies.NotAdditive)
        {
            Write(page, "devsecops_team_", family, board.Teams.Select(t => (t.Value, (Label?)new Label("team", t.Key))));
        }
        foreach (var family in KpiFamilies.NotAdditive)
        {
            Write(page, "devsecops_organization_", family, [(board.Organization, null)]);
        }
        WriteLastScans(page, services);
        WriteCatalogue(page, board.Catalogue, services);
        shown = page;
    }

    private static void Write(PrometheusText page, string prefix, KpiFamily family, IEnumerable<(KpiReport Report, Label? Of)> reports)
    {
        var name = prefix + family.Name;
        page.Gauge(name, family.Help);
        foreach (var (report, of) in reports)
        {
            foreach (var (value, labels) in family.Rows(report))
            {
                if (value is { } known)
                {
                    page.Sample(name, known, of is { } label ? [label, .. labels] : labels);
                }
            }
        }
    }

    private static void WriteLastScans(PrometheusText page, List<ServiceFigures> services)
    {
        const string name = "devsecops_last_scan_timestamp_seconds";
        page.Gauge(name, "Latest scan that can list findings of the kind; unknown for scanners that have listed nothing yet.");
        foreach (var service in services)
        {
            var scans = service.Scopes.Where(s => s.LastScan is not null && s.Retired is null)
                .SelectMany(s => s.Kinds.Count == 0 ? ["unknown"] : s.Kinds.Select(k => k.ToString().ToLowerInvariant()), (s, kind) => (kind, At: s.LastScan!.Value))
                .GroupBy(s => s.kind, s => s.At, StringComparer.Ordinal);
            foreach (var kind in scans.OrderBy(k => k.Key, StringComparer.Ordinal))
            {
                page.Sample(name, KpiFamilies.UnixSeconds(kind.Max()), new("service", service.Service), new("kind", kind.Key));
            }
        }
    }

    private static void WriteCatalogue(PrometheusText page, PlatformCatalogue catalogue, List<ServiceFigures> services)
    {
        page.Gauge("devsecops_service_info", "Who owns the service; always 1.");
        foreach (var service in services.Select(s => s.Service).Union(catalogue.Services.Keys).Order(StringComparer.Ordinal))
        {
            page.Sample(
                "devsecops_service_info", 1,
                new("service", service), new("team", catalogue.TeamOf(service)), new("tier", catalogue.TierOf(service) ?? ""));
        }
        page.Gauge("devsecops_remediation_target_seconds", "How long remediation may take.");
        foreach (var (severity, target) in catalogue.Targets.OrderByDescending(t => t.Key))
        {
            page.Sample("devsecops_remediation_target_seconds", target.TotalSeconds, KpiFamily.Of(severity));
        }
    }
}
