using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Kpi.Findings;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>GET /findings: the list of <c>GET /v1/findings</c>, with the same parameters.</summary>
internal static class FindingListPage
{
    private const int Shown = 50;

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes.MapGet("/findings", Handle).Require(Scope.Read);

    private static async Task<IResult> Handle(
        [AsParameters] PageQuestion asked, [AsParameters] FindingQuery query, string? service, string? team, string? cursor, StateStore store, CancellationToken ct)
    {
        // A form sends what was not chosen as nothing.
        query = new FindingQuery { State = Given(query.State), Severity = Given(query.Severity), Kind = Given(query.Kind), Tool = Given(query.Tool) };
        var complaints = new List<string>();
        var choice = query.Read(complaints);
        var after = FindingCursor.Read(Given(cursor), complaints);
        if (complaints.Count > 0)
        {
            return PageAnswers.Refused(asked, complaints.AsProblem());
        }
        if (!asked.TryRead(asked.Of(Given(service), Given(team)), figures: false, out var subject, out var page, out var refusal))
        {
            return refusal;
        }
        var found = await ListFindings.PageOf(choice, subject, after, Shown, store, ct);
        return PageAnswers.Of<FindingList>(new
        {
            Page = page, Query = query, Service = Given(service), Team = Given(team), Found = found,
            Services = asked.States.All.Select(s => s.Service).Where(asked.Caller.Has).Order(StringComparer.Ordinal).ToList(),
        });
    }

    private static string? Given(string? text) => text is "" ? null : text;
}
