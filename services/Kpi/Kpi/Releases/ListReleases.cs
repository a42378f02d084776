using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.Explain;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.Http;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Releases;

/// <summary>GET /v1/releases?service=&amp;team=&amp;tier=&amp;at=&amp;limit=: verdicts and why; <c>/v1/releases.csv</c> has all of them, a row each.</summary>
internal static class ListReleases
{
    private static readonly string[] Header =
        ["service", "version", "in_production_since", "maturity", "clean", "escaped", "missed", "not_scanned", "disclosed_after_deployment", "known_and_shipped", "features"];

    public static void MapListReleases(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/releases", Handle).WithName("releases").Require(Scope.Read)
            .Describe<ReleaseList>(StatusCodes.Status200OK, "Releases, the latest first, with their verdicts and the findings behind them", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes.MapGet("/v1/releases.csv", Csv).WithName("releases-csv").Require(Scope.Read)
            .DescribeText("text/csv", "All releases with their verdicts, as a table", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private static IResult Csv([AsParameters] KpiQuestion question, StateStore store)
    {
        if (!question.TryRead(out var subject, out var problem))
        {
            return problem;
        }
        var verdicts = subject.Services.Select(s => new ServiceView(s.Facts, subject.Rules, subject.At))
            .SelectMany(s => s.VerdictsSince(DateTimeOffset.MinValue), (s, v) => (s.Facts.Service, Verdict: v)).OrderByDescending(r => r.Verdict.InProductionSince);
        return new CsvAnswer<(string Service, ReleaseVerdict Verdict)>("releases", Header, verdicts, _ => null, (r, _) => Cells(r.Service, r.Verdict), store);
    }

    private static IEnumerable<string> Cells(string service, ReleaseVerdict verdict) =>
    [
        CsvText.Foreign(service), CsvText.Foreign(verdict.Version), CellText.Of(verdict.InProductionSince), verdict.Settled ? "settled" : "provisional", CellText.Of(verdict.Clean),
        CellText.Of(verdict.Escapes.Count), .. Enum.GetValues<EscapeReason>().Select(reason => CellText.Of(CountOf(verdict, reason))),
        CsvText.Foreign(string.Join(' ', verdict.Features)),
    ];

    private static int CountOf(ReleaseVerdict verdict, EscapeReason reason) =>
        reason == EscapeReason.KnownAndShipped ? verdict.ShippedWith.Count : verdict.Reasons.Count(r => r == reason);

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
        var services = subject.Services.Select(s => new ServiceView(s.Facts, subject.Rules, subject.At)).ToList();
        var all = services.SelectMany(s => s.Releases, (s, since) => (Service: s, Since: since)).OrderByDescending(r => r.Since).ToList();
        var latest = all.Take(size).ToList();
        var shown = latest.Select(r => r.Service).Distinct().AsParallel()
            .SelectMany(s => s.VerdictsSince(latest[^1].Since), (s, v) => (Service: s.Facts, Verdict: v))
            .OrderByDescending(r => r.Verdict.InProductionSince).Take(size).ToList();
        var dossiers = await store.DossiersOf(shown.SelectMany(r => r.Verdict.Escapes.Concat(r.Verdict.ShippedWith)).Distinct(), ct);
        return TypedResults.Json(
            new ReleaseList(subject.At, all.Count, [.. shown.Select(r => View(r.Service, r.Verdict, dossiers, subject.At))]), KpiJson.Api);
    }

    private static ReleaseView View(
        ServiceFacts service, ReleaseVerdict verdict, IReadOnlyDictionary<UInt128, Dossier> dossiers, DateTimeOffset at)
    {
        return new(
            service.Service, verdict.Version, verdict.InProductionSince, verdict.Settled ? "settled" : "provisional", verdict.Clean, verdict.Features,
            [.. verdict.Escapes.Zip(verdict.Reasons, Reference)], [.. verdict.ShippedWith.Select(id => Reference(id, EscapeReason.KnownAndShipped))],
            Enum.GetValues<EscapeReason>().ToDictionary(reason => reason, reason => CountOf(verdict, reason)),
            [.. service.Releases.First(r => r.Version == verdict.Version).Deployments.Where(d => d.At <= at)]);

        FindingReference Reference(UInt128 id, EscapeReason reason)
        {
            var (finding, dossier) = (service.Findings.Find(id)!.Value.Facts!.Value, dossiers.GetValueOrDefault(id));
            var first = dossier?.First;
            return new FindingReference(
                FindingId.Text(id), dossier?.Detail.Title, finding.Kind, finding.FirstSeverity, finding.FirstSeen, finding.Stage,
                first?.Tool, first?.Target, first?.Source, first?.Id, reason);
        }
    }
}
