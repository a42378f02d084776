using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Findings;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>A finding behind a verdict, with its first sighting where the details are known.</summary>
public sealed record BehindVerdict(FindingItem Item, Contracts.Correlation.FirstSighting? First);

/// <summary>GET /services/{service}/releases/{version}: clean or not, what escaped and how that was told, what was known at shipping.</summary>
internal static class ReleasePage
{
    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes.MapGet("/services/{service}/releases/{version}", Handle).Require(Scope.Read);

    private static async Task<IResult> Handle([AsParameters] PageQuestion asked, string service, string version, StateStore store, CancellationToken ct)
    {
        (service, version) = (RouteText.Of(service), RouteText.Of(version));
        if (!asked.TryRead(asked.Of(service: service), figures: true, out var subject, out var page, out var refusal))
        {
            return refusal;
        }
        var view = subject.Services.Select(s => new ServiceView(s.Facts, subject.Rules, subject.At)).FirstOrDefault();
        var all = view?.VerdictsSince(DateTimeOffset.MinValue) ?? [];
        var index = all.Select((v, i) => (v, i)).Where(r => r.v.Version == version).Select(r => r.i).DefaultIfEmpty(-1).First();
        if (index < 0)
        {
            return PageAnswers.NotFound(asked, $"Release {version} of {service} has not been in production{(asked.At is null ? "" : " by then")}.");
        }
        var verdict = all[index];
        var dossiers = await store.DossiersOf(verdict.Escapes.Concat(verdict.ShippedWith).Distinct(), ct);
        return PageAnswers.Of<ReleaseDetail>(new
        {
            Page = page, Service = service, Verdict = verdict, Escapes = Behind(verdict.Escapes), ShippedWith = Behind(verdict.ShippedWith),
            Deployments = view!.Facts.Releases.Where(r => r.Version == version).SelectMany(r => r.Deployments).Where(d => d.At <= subject.At).OrderBy(d => d.At).ToList(),
            Before = index > 0 ? all[index - 1].Version : null, After = index + 1 < all.Count ? all[index + 1].Version : null,
        });

        List<BehindVerdict> Behind(IReadOnlyList<UInt128> ids) =>
        [
            .. ids.Select(id => (view!.Facts.Findings.Find(id)!.Value.Facts!.Value, dossiers.GetValueOrDefault(id)))
                .Select(f => new BehindVerdict(FindingItem.Of(new FindingAt(f.Item1, view!, view!.StatusOf(f.Item1)!), f.Item2?.Detail), f.Item2?.First))
                .OrderByDescending(f => f.Item.Severity).ThenBy(f => f.Item.FirstSeen),
        ];
    }
}
