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
        var from = Math.Clamp(skip ?? 0, 0, explained.Rows.Count);
        var rows = explained.Rows.Skip(from).Take(Shown).ToList();
        var dossiers = await store.DossiersOf(rows.Select(r => r.Finding).OfType<UInt128>(), ct);
        return PageAnswers.Of<Explanation>(new
        {
            Page = asked.Context(subject.At), subject.Scope, Explained = explained, Rows = rows, From = from, Next = from + Shown < explained.Rows.Count ? from + Shown : (int?)null,
            Previous = from > 0 ? Math.Max(0, from - Shown) : (int?)null, Titles = dossiers.ToDictionary(d => d.Key, d => d.Value.Detail.Title),
        });
    }
}
