using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Kpi.Domain.Controls;
using MetricsPlatform.Kpi.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>What is evidence for which control, and how far it goes with each team.</summary>
/// <param name="Teams">In the order of the page's teams.</param>
public sealed record ControlRow(Evidence Evidence, EvidenceState All, IReadOnlyList<EvidenceState> Teams);

/// <summary>GET /controls: the controls of security frameworks with the evidence that each team has for them.</summary>
internal static class ControlsPage
{
    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes.MapGet("/controls", Handle).Require(Scope.Read);

    private static IResult Handle([AsParameters] PageQuestion asked)
    {
        if (!asked.TryRead(asked.Of(), figures: true, out var subject, out var page, out var refusal))
        {
            return refusal;
        }
        var board = KpiBoard.Of(subject.Services.Select(s => s.Facts), page.Catalogue, subject.At);
        var teams = board.Teams.OrderBy(t => t.Key, StringComparer.Ordinal).ToList();
        return PageAnswers.Of<ControlsView>(new
        {
            Page = page, Teams = teams.Select(t => t.Key).ToList(),
            Rows = ControlTable.All.Select(e => new ControlRow(e, EvidenceStates.Of(e, board.Organization), [.. teams.Select(t => EvidenceStates.Of(e, t.Value))])).ToList(),
        });
    }
}
