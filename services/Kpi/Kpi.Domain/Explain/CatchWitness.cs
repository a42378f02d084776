using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Releases;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>A finding that was high or critical, with where it was caught.</summary>
internal readonly record struct CatchSight(Severity Highest, long FirstAt, Catch Caught, bool IsEscape);

/// <summary>Writes down findings by where they were caught, first seen in a window.</summary>
internal sealed class CatchWitness(KpiWindow window, KpiTerms terms, Func<CatchSight, bool> counts, IReadOnlyList<KpiColumn<CatchSight>> columns) : KpiWitness
{
    public override void See(ServiceFacts service, UInt128 id, in Finding finding, Severity highest, Catch caught, in ReachOfProduction reach, EscapeReasons reasons)
    {
        var sight = new CatchSight(highest, finding.FirstAt, caught, caught.IsEscape(finding, terms));
        if (window.Holds(sight.FirstAt) && counts(sight))
        {
            Rows.Add(new KpiRow(service.Service, id, [.. columns.Select(column => column.Of(sight))]));
        }
    }
}
