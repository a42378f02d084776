using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.Metrics;
using MetricsPlatform.Kpi.Reports;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.History;

/// <summary>
/// GET /v1/kpis/history.openmetrics?from=&amp;to=&amp;step=: what <c>/metrics</c> would have shown at each instant, as it is known now, for
/// <c>promtool tsdb create-blocks-from openmetrics</c>.
/// </summary>
internal static class ExportHistory
{
    private const int MostPoints = 10_000;

    /// <summary>Points times services. The figures of all points are in memory at once, since a family's samples stand together.</summary>
    private const int MostReports = 50_000;

    public static void MapExportHistory(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/kpis/history.openmetrics", Handle).WithName("exportKpiHistory")
        .Require(Scope.Read).DescribeText(ScrapeMetrics.OpenMetrics, "The figures at each of many instants, as Prometheus takes them", StatusCodes.Status400BadRequest);

    private static async Task<IResult> Handle(
        string? from, string? to, string? step, Caller caller, KpiStates states, ICatalogue catalogue, KpiOptions options, TimeProvider clock, HttpResponse response,
        CancellationToken ct)
    {
        if (FigureAccess.Refusal(caller, service: null) is { } refusal)
        {
            return refusal;
        }
        var services = states.All.Select(s => s.Facts).ToList();
        var complaints = new List<string>();
        var range = HistoryRange.Read(from, to, step, clock.GetUtcNow(), Math.Min(MostPoints, MostReports / Math.Max(1, services.Count)), complaints);
        if (range is null || complaints.Count > 0)
        {
            return complaints.AsProblem();
        }
        var (boards, owners) = (new List<KpiBoard>(), catalogue.Current);
        foreach (var at in range.Instants)
        {
            ct.ThrowIfCancellationRequested();
            boards.Add(KpiBoard.Of(services, owners, at));
        }
        response.ContentType = ScrapeMetrics.OpenMetrics;
        await OpenMetricsHistory.Write(boards, options.MaxServicesInMetrics, response.Body, ct);
        return TypedResults.Empty;
    }
}
