using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.Explain;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.Reports;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>GET /v1/findings/{id}?at=: a finding with its timeline, what each tool saw, and why results were joined; with <c>.csv</c> what happened to it.</summary>
internal static class ShowFinding
{
    private static readonly string[] Header = ["at", "who", "what", "severity", "why", "url"];

    public static void MapShowFinding(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/findings/{id}", ([AsParameters] FindingQuestion asked) => Answer(asked, "", Json)).WithName("finding").Require(Scope.Read)
            .Produces<MergedFinding>(StatusCodes.Status308PermanentRedirect)
            .Describe<FindingView>(StatusCodes.Status200OK, "One finding with its story", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes.MapGet("/v1/findings/{id}.csv", ([AsParameters] FindingQuestion asked) => Answer(asked, ".csv", finding => Csv(finding, asked.Store))).WithName("finding-csv").Require(Scope.Read)
            .Produces<MergedFinding>(StatusCodes.Status308PermanentRedirect)
            .DescribeText("text/csv", "What happened to one finding, as a table", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private static JsonHttpResult<FindingView> Json(FindingView finding) => TypedResults.Json(finding, KpiJson.Api);

    private static CsvAnswer<LifeEvent> Csv(FindingView finding, StateStore store) => new(
        $"finding-{finding.Finding.Id}", Header, LifeEvent.Of(finding), _ => null,
        (happened, _) =>
        [
            CellText.Of(happened.At), CsvText.Foreign(happened.Who), CsvText.Foreign(happened.What), CellText.Of(happened.Severity), CsvText.Foreign(happened.Why),
            CsvText.Foreign(happened.Url),
        ], store);

    private static async Task<IResult> Answer(FindingQuestion asked, string form, Func<FindingView, IResult> answer)
    {
        var (id, at, caller, store) = (asked.Id, asked.At, asked.Caller, asked.Store);
        var now = asked.Clock.GetUtcNow();
        if (at is not null && !QueryTime.TryParse(at, out now))
        {
            return TypedResults.Problem(QueryTime.Complaint("at", at), statusCode: StatusCodes.Status400BadRequest);
        }
        var known = FindingId.TryParse(id, out var number) ? asked.States.FindFinding(number) : null;
        // Of another service: nothing tells it from an id that nobody knows.
        switch (known is { Service.Service: var owner } && !caller.Has(owner) ? null : known)
        {
            case (_, { MergedInto: { } successor }):
                var mergedInto = FindingId.Text(successor);
                var location = $"/v1/findings/{mergedInto}{form}" + (at is null ? "" : $"?at={Uri.EscapeDataString(at)}");
                asked.Response.Headers.Location = location;
                return TypedResults.Json(
                    new MergedFinding(id, mergedInto, location, $"Finding {id} turned out to be finding {mergedInto}."), KpiJson.Api,
                    statusCode: StatusCodes.Status308PermanentRedirect);
            case ({ } service, { Facts: { } facts }) when new ServiceView(service, asked.Catalogue.Current.Rules(), now) is var view && view.StatusOf(facts) is { } status:
                var dossiers = await store.DossiersOf([number], asked.Response.HttpContext.RequestAborted);
                return answer(FindingView.Of(new FindingAt(facts, view, status), dossiers.GetValueOrDefault(number)));
            default:
                return TypedResults.Problem($"No finding has the id '{id}'.", statusCode: StatusCodes.Status404NotFound);
        }
    }
}

/// <summary>Which finding is asked for, as of when.</summary>
public sealed class FindingQuestion
{
    [FromRoute(Name = "id")] public required string Id { get; init; }
    [FromQuery(Name = "at")] public string? At { get; init; }

    public required Caller Caller { get; init; }
    public required HttpResponse Response { get; init; }

    [FromServices] public required KpiStates States { get; init; }
    [FromServices] public required StateStore Store { get; init; }
    [FromServices] public required ICatalogue Catalogue { get; init; }
    [FromServices] public required TimeProvider Clock { get; init; }
}

/// <summary>Answer for an id that was merged into another.</summary>
public sealed record MergedFinding(string Id, string MergedInto, string Location, string Detail);
