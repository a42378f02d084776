using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Kpi.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>GET /trend?service=&amp;team=: the headline figures over half a year, as known now; the many evaluations are in <c>/trend/table</c>, which the page fetches.</summary>
internal static class TrendPage
{
    private const int Points = 13;
    private static readonly TimeSpan Step = TimeSpan.FromDays(14);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/trend", Shell).Require(Scope.Read);
        routes.MapGet("/trend/table", Table).Require(Scope.Read);
    }

    private static IResult Shell([AsParameters] PageQuestion asked, string? service, string? team) =>
        asked.TryRead(asked.Of(service, team), figures: true, out var subject, out var page, out var refusal)
            ? PageAnswers.Of<Trend>(new { Page = page, subject.Scope, subject.At })
            : refusal;


    private static IResult Table([AsParameters] PageQuestion asked, string? service, string? team, CancellationToken ct)
    {
        if (!asked.TryRead(asked.Of(service, team), figures: true, out var subject, out var page, out var refusal))
        {
            return refusal;
        }
        var facts = subject.Services.Select(s => s.Facts).ToList();
        var reports = new List<KpiReport>();
        for (var point = Points - 1; point >= 0; point--)
        {
            ct.ThrowIfCancellationRequested();   // whoever has gone to another page is not computed for
            reports.Add(KpiEvaluation.Evaluate(facts, subject.Rules, subject.At - (Step * point)));
        }
        return PageAnswers.Of<Trend>(new { Page = page, subject.Scope, subject.At, Reports = reports });
    }
}
