using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Findings;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>Writes down episodes of one severity.</summary>
/// <param name="counts">Whether the figure counts it.</param>
internal sealed class EpisodeWitness(
    Severity severity, KpiWindow window, KpiTerms terms, Func<EpisodeSight, bool> counts, IReadOnlyList<KpiColumn<EpisodeSight>> columns) : KpiWitness
{
    public override void See(ServiceFacts service, UInt128 id, in JudgedEpisode episode, in Finding finding)
    {
        if (episode.Spell.Severity != severity)
        {
            return;
        }
        var sight = new EpisodeSight(
            episode, FirstTriage.Of(episode.Spell, finding, terms), LinkedTickets.AllClosed(finding.Tickets, terms), window, terms);
        if (counts(sight))
        {
            Rows.Add(new KpiRow(service.Service, id, [.. columns.Select(column => column.Of(sight))]));
        }
    }
}
