using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Kpi.Explain;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>GET /explain/{figure}: how one number was computed; parameters as for <c>GET /v1/explain/{figure}</c>.</summary>
internal static class ExplainPage
{
    private const int Shown = 50;

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes.MapGet("/explain/{figure}", Handle).Require(Scope.Read);

    private static async Task<IResult> Handle(
        [AsParameters] PageQuestion asked, [AsParameters] FigureQuestion figure, string? service, string? team, int? skip, StateStore store, CancellationToken ct)
    {
        if (!figure.TryExplain(asked.Of(service, team), out var explained, out var subject, out var problem))
        {
            return PageAnswers.Refused(asked, problem);
        }
        var rows = explained.Rows.Slice(skip, Shown);
        var dossiers = await store.DossiersOf(rows.Items.Select(r => r.Finding).OfType<UInt128>(), ct);
        return PageAnswers.Of<Explanation>(new
        {
            Page = asked.Context(subject.At), subject.Scope, Explained = explained, Rows = rows, Titles = dossiers.ToDictionary(d => d.Key, d => d.Value.Detail.Title),
        });
    }
}
