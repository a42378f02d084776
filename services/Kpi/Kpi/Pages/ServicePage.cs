using MetricsPlatform.Contracts;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Findings;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>Open findings of a kind that a tool saw first.</summary>
public sealed record KindOfTool(FindingKind Kind, string Tool, int Open);

/// <summary>GET /services/{service}: what is open and who found it, and its releases with their verdicts.</summary>
internal static class ServicePage
{
    private const int OpenShown = 20;
    private const int ReleasesShown = 24;

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes.MapGet("/services/{service}", Handle).Require(Scope.Read);

    private static async Task<IResult> Handle([AsParameters] PageQuestion asked, string service, StateStore store, CancellationToken ct)
    {
        if (!asked.TryRead(asked.Of(service: RouteText.Of(service)), figures: true, out var subject, out var page, out var refusal))
        {
            return refusal;
        }
        var facts = subject.Services.Select(s => s.Facts).ToList();
        var report = KpiEvaluation.Evaluate(facts, subject.Rules, subject.At);
        var open = await ListFindings.PageOf(new FindingChoice(FindingFilter.Open), subject, null, OpenShown, store, ct);
        var views = facts.Select(f => new ServiceView(f, subject.Rules, subject.At)).ToList();
        return PageAnswers.Of<ServiceDetail>(new
        {
            Page = page, Scope = subject.Scope, Report = report, Open = open, Kinds = KindsOf(views), Verdicts = Latest(views),
            Scopes = views.SelectMany(view => view.Scopes).ToList(),
        });
    }

    private static List<KindOfTool> KindsOf(List<ServiceView> views) =>
    [
        .. views.SelectMany(view => view.Facts.Findings.Where(f => view.Summarize(f) is { Standing: FindingStanding.Open }))
            .GroupBy(f => (f.Kind, f.Tool)).Select(g => new KindOfTool(g.Key.Kind, g.Key.Tool, g.Count())).OrderByDescending(k => k.Open),
    ];

    private static List<ReleaseVerdict> Latest(List<ServiceView> views) =>
    [
        .. views.SelectMany(view => view.VerdictsSince(view.Releases.TakeLast(ReleasesShown).DefaultIfEmpty(DateTimeOffset.MaxValue).First())),
    ];
}
