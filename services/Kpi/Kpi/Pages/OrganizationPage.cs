using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>GET /: posture of the organisation, team by team.</summary>
internal static class OrganizationPage
{
    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes.MapGet("/", Handle).Require(Scope.Read);

    private static IResult Handle([AsParameters] PageQuestion asked)
    {
        if (!asked.TryRead(asked.Of(), figures: true, out var subject, out var page, out var refusal))
        {
            return refusal;
        }
        var board = KpiBoard.Of(subject.Services.Select(s => s.Facts), page.Catalogue, subject.At);
        return PageAnswers.Of<OrganizationView>(new { Page = page, Board = board });
    }
}
