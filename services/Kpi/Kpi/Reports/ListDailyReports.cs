using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Reports;

/// <summary>Reports of several days.</summary>
public sealed record DailyReportList(DateOnly From, DateOnly To, IReadOnlyList<DailyReport> Items);

/// <summary>GET /v1/kpis/daily?from=&amp;to=&amp;service=|team=: what was reported then, by default in the last 90 days.</summary>
internal static class ListDailyReports
{
    public static void MapListDailyReports(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/kpis/daily", Handle).WithName("dailyKpis").Require(Scope.Read)
        .Describe<DailyReportList>(StatusCodes.Status200OK, "The figures as they were reported each day", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static async Task<Results<JsonHttpResult<DailyReportList>, ProblemHttpResult>> Handle(
        string? from, string? to, string? service, string? team, Caller caller, DailyReports reports, TimeProvider clock, CancellationToken ct)
    {
        var last = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var first = last.AddDays(-90);
        var complaint =
            !TryRead(to, ref last) ? QueryTime.Complaint("to", to!)
            : !TryRead(from, ref first) ? QueryTime.Complaint("from", from!)
            : service is not null && team is not null ? "Parameters 'service' and 'team' exclude each other."
            : null;
        if (complaint is not null)
        {
            return TypedResults.Problem(complaint, statusCode: StatusCodes.Status400BadRequest);
        }
        if (FigureAccess.Refusal(caller, service) is { } refusal)
        {
            return refusal;
        }
        var (kind, scope) = DailyScope.Of(new KpiScope(service, team, Tier: null))!.Value;
        return TypedResults.Json(new DailyReportList(first, last, await reports.Read(first, last, kind, scope, ct)), KpiJson.Api);
    }

    private static bool TryRead(string? text, ref DateOnly day)
    {
        if (text is null)
        {
            return true;
        }
        var known = QueryTime.TryParse(text, out var at);
        day = DateOnly.FromDateTime(at.UtcDateTime);
        return known;
    }
}
