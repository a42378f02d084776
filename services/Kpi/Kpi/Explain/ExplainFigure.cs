using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi.Domain.Explain;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Explain;

/// <summary>GET /v1/explain/{figure}: how one number was computed, with the rows it was counted from; with <c>.csv</c> the rows as a table.</summary>
internal static class ExplainFigure
{
    public static void MapExplainFigure(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/explain/{figure}", Json).WithName("explain").Require(Scope.Read)
            .Describe<FigureView>(StatusCodes.Status200OK, "How one number was computed, with the rows it was counted from", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes.MapGet("/v1/explain/{figure}.csv", Csv).WithName("explain-csv").Require(Scope.Read);
    }

    private static Results<JsonHttpResult<FigureView>, ProblemHttpResult> Json([AsParameters] FigureQuestion figure, [AsParameters] KpiQuestion question) =>
        figure.TryExplain(question, out var explained, out var subject, out var problem)
            ? TypedResults.Json(FigureView.Of(explained, subject), KpiJson.Api)
            : problem;

    private static IResult Csv([AsParameters] FigureQuestion figure, [AsParameters] KpiQuestion question, StateStore store)
    {
        if (!figure.TryExplain(question, out var explained, out _, out var problem))
        {
            return problem;
        }
        string[] header = [.. explained.Definition.OfFindings ? ["finding", "title"] : Array.Empty<string>(), "service", .. explained.Definition.Columns];
        return new CsvAnswer<KpiRow>(explained.Definition.Id, header, explained.Rows, row => row.Finding, Cells, store);
    }

    private static IEnumerable<string> Cells(KpiRow row, FindingDetail? detail) =>
    [
        .. row.Finding is { } finding ? [FindingId.Text(finding), CsvText.Foreign(detail?.Title)] : Array.Empty<string>(),
        CsvText.Foreign(row.Service), .. row.Cells.Select(cell => cell is string text ? CsvText.Foreign(text) : CellText.Of(cell)),
    ];
}
