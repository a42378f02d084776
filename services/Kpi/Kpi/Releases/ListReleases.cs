using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Releases;

/// <summary>GET /v1/releases?service=&amp;team=&amp;tier=&amp;at=&amp;limit=: verdicts and why.</summary>
internal static class ListReleases
{
    public static void MapListReleases(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/releases", Handle).WithName("releases").Require(Scope.Read);

    private static async Task<Results<JsonHttpResult<ReleaseList>, ProblemHttpResult>> Handle(
        [AsParameters] KpiQuestion question, int? limit, StateStore store, CancellationToken ct)
    {
        var complaints = new List<string>();
        var size = QueryLimit.Read(limit, complaints);
        if (complaints.Count > 0)
        {
            return complaints.AsProblem();
        }
        if (!question.TryRead(out var subject, out var problem))
        {
            return problem;
        }
        var all = subject.Services.Select(s => s.Facts)
            .SelectMany(s => KpiEvaluation.VerdictsOf(s, subject.Rules, subject.At), (s, v) => (Service: s, Verdict: v))
            .OrderByDescending(r => r.Verdict.InProductionSince).ToList();
        var shown = all.Take(size).ToList();
        var references = await References(shown, store, ct);
        return TypedResults.Json(
            new ReleaseList(subject.At, all.Count, [.. shown.Select(r => View(r.Service, r.Verdict, references, subject.At))]), KpiJson.Api);
    }

    private static async Task<IReadOnlyDictionary<string, FindingReference>> References(
        List<(ServiceFacts Service, ReleaseVerdict Verdict)> releases, StateStore store, CancellationToken ct)
    {
        var ids = releases.SelectMany(r => r.Verdict.Escapes.Concat(r.Verdict.ShippedWith)).ToHashSet(StringComparer.Ordinal);
        var details = await store.DetailsOf(ids, ct);
        return releases.Select(r => r.Service).Distinct().SelectMany(s => s.Findings).Where(f => ids.Contains(f.Id)).ToDictionary(
            f => f.Id,
            f => new FindingReference(
                f.Id, details.GetValueOrDefault(f.Id)?.Title, f.Kind, f.First.Severity, f.First.At, f.First.Stage, f.First.Tool, f.First.Target,
                f.First.Source, f.First.Id),
            StringComparer.Ordinal);
    }

    private static ReleaseView View(
        ServiceFacts service, ReleaseVerdict verdict, IReadOnlyDictionary<string, FindingReference> references, DateTimeOffset at) => new(
        service.Service, verdict.Version, verdict.InProductionSince, verdict.Settled ? "settled" : "provisional", verdict.Clean, verdict.Features,
        [.. verdict.Escapes.Select(id => references[id])], [.. verdict.ShippedWith.Select(id => references[id])],
        [.. service.Releases.First(r => r.Version == verdict.Version).Deployments.Where(d => d.At <= at)]);
}
