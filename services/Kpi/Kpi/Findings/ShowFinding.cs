using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.Reports;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>GET /v1/findings/{id}?at=: a finding with its timeline, what each tool saw, and why results were joined.</summary>
internal static class ShowFinding
{
    public static void MapShowFinding(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/findings/{id}", Handle).WithName("finding").Require(Scope.Read)
        .Produces<MergedFinding>(StatusCodes.Status308PermanentRedirect)
        .Describe<FindingView>(StatusCodes.Status200OK, "One finding with its story", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static async Task<IResult> Handle(
        string id, string? at, Caller caller, KpiStates states, StateStore store, ICatalogue catalogue, TimeProvider clock, HttpResponse response, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (at is not null && !QueryTime.TryParse(at, out now))
        {
            return TypedResults.Problem(QueryTime.Complaint("at", at), statusCode: StatusCodes.Status400BadRequest);
        }
        var known = FindingId.TryParse(id, out var number) ? states.FindFinding(number) : null;
        // Of another service: nothing tells it from an id that nobody knows.
        switch (known is { Service.Service: var owner } && !caller.Has(owner) ? null : known)
        {
            case (_, { MergedInto: { } successor }):
                var mergedInto = FindingId.Text(successor);
                var location = $"/v1/findings/{mergedInto}" + (at is null ? "" : $"?at={Uri.EscapeDataString(at)}");
                response.Headers.Location = location;
                return TypedResults.Json(
                    new MergedFinding(id, mergedInto, location, $"Finding {id} turned out to be finding {mergedInto}."), KpiJson.Api,
                    statusCode: StatusCodes.Status308PermanentRedirect);
            case ({ } service, { Facts: { } facts }) when new ServiceView(service, catalogue.Current.Rules(), now) is var view && view.StatusOf(facts) is { } status:
                var dossiers = await store.DossiersOf([number], ct);
                return TypedResults.Json(FindingView.Of(new FindingAt(facts, view, status), dossiers.GetValueOrDefault(number)), KpiJson.Api);
            default:
                return TypedResults.Problem($"No finding has the id '{id}'.", statusCode: StatusCodes.Status404NotFound);
        }
    }
}

/// <summary>Answer for an id that was merged into another.</summary>
public sealed record MergedFinding(string Id, string MergedInto, string Location, string Detail);
