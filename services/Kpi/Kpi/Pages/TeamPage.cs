using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Kpi.Findings;
using MetricsPlatform.Kpi.Reports;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>GET /teams/{team}: whom to ask, its services, what is overdue first.</summary>
internal static class TeamPage
{
    private const int OverdueShown = 20;

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes.MapGet("/teams/{team}", Handle).Require(Scope.Read);

    private static async Task<IResult> Handle([AsParameters] PageQuestion asked, string team, StateStore store, CancellationToken ct)
    {
        if (!asked.TryRead(asked.Of(team: RouteText.Of(team)), figures: true, out var subject, out var page, out var refusal))
        {
            return refusal;
        }
        var board = KpiBoard.Of(subject.Services.Select(s => s.Facts), page.Catalogue, subject.At);
        var overdue = await ListFindings.PageOf(new FindingChoice(FindingFilter.Overdue), subject, null, OverdueShown, store, ct);
        return PageAnswers.Of<TeamView>(new { Page = page, Scope = subject.Scope, Board = board, Overdue = overdue });
    }
}
