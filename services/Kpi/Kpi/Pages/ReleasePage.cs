using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Findings;
using MetricsPlatform.Kpi.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace MetricsPlatform.Kpi.Pages;

/// <summary>A finding behind a verdict, with its first sighting where the details are known.</summary>
public sealed record BehindVerdict(FindingItem Item, Contracts.Correlation.FirstSighting? First);

/// <summary>GET /services/{service}/releases/{version}: clean or not, what escaped and how that was told, what was known at shipping.</summary>
internal static class ReleasePage
{
    private const int Shown = 25;

    /// <summary>Parameters: rows before those shown of what escaped, and of what was known.</summary>
    internal const string SkipEscaped = "escaped", SkipKnown = "known";

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes.MapGet("/services/{service}/releases/{version}", Handle).Require(Scope.Read);

    private static async Task<IResult> Handle(
        [AsParameters] PageQuestion asked, string service, string version, [FromQuery(Name = SkipEscaped)] int? skipEscaped,
        [FromQuery(Name = SkipKnown)] int? skipKnown, StateStore store, CancellationToken ct)
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
        var (escapes, shippedWith) = (WorstFirst(verdict.Escapes).Slice(skipEscaped, Shown), WorstFirst(verdict.ShippedWith).Slice(skipKnown, Shown));
        var dossiers = await store.DossiersOf(escapes.Items.Concat(shippedWith.Items).Select(f => f.Facts.Id).Distinct(), ct);
        return PageAnswers.Of<ReleaseDetail>(new
        {
            Page = page, Service = service, Verdict = verdict, Escapes = escapes.Select(Behind), ShippedWith = shippedWith.Select(Behind),
            Deployments = view!.Facts.Releases.Where(r => r.Version == version).SelectMany(r => r.Deployments).Where(d => d.At <= subject.At).OrderBy(d => d.At).ToList(),
            Before = index > 0 ? all[index - 1].Version : null, After = index + 1 < all.Count ? all[index + 1].Version : null,
        });

        List<FindingAt> WorstFirst(IReadOnlyList<UInt128> ids) =>
        [
            .. ids.Select(id => view!.Facts.Findings.Find(id)!.Value.Facts!.Value).Select(facts => new FindingAt(facts, view!, view!.StatusOf(facts)!))
                .OrderByDescending(f => f.Status.Severity).ThenBy(f => f.Facts.FirstSeen).ThenBy(f => f.Facts.Id),
        ];

        BehindVerdict Behind(FindingAt found)
        {
            var dossier = dossiers.GetValueOrDefault(found.Facts.Id);
            return new(FindingItem.Of(found, dossier?.Detail), dossier?.First);
        }
    }
}
