using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Catalogue;
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
        .Produces<FindingView>().Produces<MergedFinding>(StatusCodes.Status308PermanentRedirect).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> Handle(
        string id, string? at, Caller caller, KpiStates states, StateStore store, ICatalogue catalogue, TimeProvider clock, HttpResponse response, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (at is not null && !QueryTime.TryParse(at, out now))
        {
            return TypedResults.Problem(QueryTime.Complaint("at", at), statusCode: StatusCodes.Status400BadRequest);
        }
        var known = states.FindFinding(id);
        // Of another service: nothing tells it from an id that nobody knows.
        switch (known is { Service.Service: var owner } && !caller.Has(owner) ? null : known)
        {
            case (_, { MergedInto: { } successor }):
                var location = $"/v1/findings/{successor}" + (at is null ? "" : $"?at={Uri.EscapeDataString(at)}");
                response.Headers.Location = location;
                return TypedResults.Json(
                    new MergedFinding(id, successor, location, $"Finding {id} turned out to be finding {successor}."), KpiJson.Api,
                    statusCode: StatusCodes.Status308PermanentRedirect);
            case ({ Facts: var service }, { Facts: { } facts }) when FindingAt.Of(facts, service, catalogue.Current.Rules(), now) is { } found:
                var details = await store.DetailsOf([id], ct);
                return TypedResults.Json(FindingView.Of(found, details.GetValueOrDefault(id)), KpiJson.Api);
            default:
                return TypedResults.Problem($"No finding has the id '{id}'.", statusCode: StatusCodes.Status404NotFound);
        }
    }
}

/// <summary>Answer for an id that was merged into another.</summary>
public sealed record MergedFinding(string Id, string MergedInto, string Location, string Detail);
