using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.SignIn;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.Findings;
using MetricsPlatform.Kpi.States;
using MetricsPlatform.Kpi.Triage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>GET /findings/{id}: the life of a finding; POST …/triage: the form on it.</summary>
internal static class LifePage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/findings/{id}", Show).Require(Scope.Read);
        routes.MapPost("/findings/{id}/triage", Decide).Require(Scope.Triage).TakesSignedForm();
    }

    private static async Task<IResult> Show(
        [AsParameters] PageQuestion asked, string id, string? decided, StateStore store, IAntiforgery antiforgery, HttpContext context, CancellationToken ct)
    {
        if (!asked.TryRead(asked.Of(), figures: false, out var subject, out var page, out var refusal))
        {
            return refusal;
        }
        var known = FindingId.TryParse(id, out var number) ? asked.States.FindFinding(number) : null;
        switch (known is { Service.Service: var owner } && !asked.Caller.Has(owner) ? null : known)
        {
            case (_, { MergedInto: { } successor }):
                return TypedResults.LocalRedirect(page.Finding(FindingId.Text(successor)), permanent: true, preserveMethod: true);
            case ({ } service, { Facts: { } facts }) when new ServiceView(service, subject.Rules, subject.At) is var view && view.StatusOf(facts) is { } status:
                var dossier = (await store.DossiersOf([number], ct)).GetValueOrDefault(number);
                return PageAnswers.Of<Life>(new
                {
                    Page = page, View = FindingView.Of(new FindingAt(facts, view, status), dossier), Match = TriageMatch.Of(facts.Kind, dossier?.Detail),
                    Decided = decided, FormToken = antiforgery.GetAndStoreTokens(context),
                });
            default:
                return PageAnswers.NotFound(asked, $"No finding has the id '{id}'{(asked.At is null ? "" : ", or nothing had seen it by then")}.");
        }
    }

    private static async Task<IResult> Decide([AsParameters] PageQuestion asked, string id, FindingTriage triage, CancellationToken ct)
    {
        var form = await asked.Request.ReadFormAsync(ct);
        var since = triage.RevisionOf(id);
        var (submission, refusal) = await triage.Decide(id, new TriageRequest(form["decision"], form["until"], form["justification"]), asked.Caller, ct);
        if (refusal is ProblemHttpResult problem)
        {
            return PageAnswers.Refused(asked, problem);
        }
        if (submission is not { } taken)
        {
            return refusal!;
        }
        await triage.Shown(id, since, ct);
        return new SeeOther($"/findings/{id}?decided={taken}");
    }

    /// <summary>303, so that a reload does not send the form again.</summary>
    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
