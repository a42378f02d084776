using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Releases;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>A finding that was high or critical, with how it reached production.</summary>
/// <param name="Release">The one that it is counted with; null where none matters.</param>
internal readonly record struct ReachSight(Severity Highest, ReachOfProduction Reach, EscapeReason? Reason = null, ProductionRelease? Release = null);

/// <summary>Writes down findings first seen in a window.</summary>
internal sealed class LateWitness(KpiWindow window, Func<ReachSight, bool> counts, IReadOnlyList<KpiColumn<ReachSight>> columns) : KpiWitness
{
    public override void See(
        ServiceFacts service, UInt128 id, in Finding finding, Severity highest, Catch caught, in ReachOfProduction reach, EscapeReasons reasons)
    {
        var sight = new ReachSight(highest, reach);
        if (window.Holds(reach.FirstAt) && counts(sight))
        {
            Rows.Add(new KpiRow(service.Service, id, [.. columns.Select(column => column.Of(sight))]));
        }
    }
}

/// <summary>Writes down escapes of one reason, first seen in a window.</summary>
internal sealed class ReasonWitness(EscapeReason reason, KpiWindow window, KpiTerms terms, IReadOnlyList<KpiColumn<ReachSight>> columns) : KpiWitness
{
    public override void See(
        ServiceFacts service, UInt128 id, in Finding finding, Severity highest, Catch caught, in ReachOfProduction reach, EscapeReasons reasons)
    {
        if (window.Holds(reach.FirstAt) && caught.IsEscape(finding, terms) && reasons.Of(finding, caught.EscapedFrom!) == reason)
        {
            var sight = new ReachSight(highest, reach, reason, caught.EscapedFrom);
            Rows.Add(new KpiRow(service.Service, id, [.. columns.Select(column => column.Of(sight))]));
        }
    }
}

/// <summary>Writes down findings that releases of a window shipped with.</summary>
internal sealed class ShippedWitness(KpiWindow window, IReadOnlyList<KpiColumn<ReachSight>> columns) : KpiWitness
{
    public override void See(
        ServiceFacts service, UInt128 id, in Finding finding, Severity highest, Catch caught, in ReachOfProduction reach, EscapeReasons reasons)
    {
        if (reach.Shipped is { } release && window.Holds(release.InProductionSince))
        {
            var sight = new ReachSight(highest, reach, EscapeReason.KnownAndShipped, release);
            Rows.Add(new KpiRow(service.Service, id, [.. columns.Select(column => column.Of(sight))]));
        }
    }
}
