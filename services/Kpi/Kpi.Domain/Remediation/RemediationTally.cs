using MetricsPlatform.Kpi.Domain.Findings;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Remediation;

/// <summary>Counts docs/metrics.md §3 (and §4's time to triage) over the episodes added.</summary>
internal sealed class RemediationTally(KpiTerms terms)
{
    private readonly SeverityRemediation[] _severities = [.. KpiTerms.Severities.Select(severity => new SeverityRemediation(severity, terms))];

    public void Add(in JudgedEpisode episode, in Finding finding) => Of(episode).Add(episode, FirstTriage.Of(episode.Spell, finding, terms));

    public void Merge(RemediationTally other)
    {
        for (var i = 0; i < _severities.Length; i++)
        {
            _severities[i].Merge(other._severities[i]);
        }
    }

    public IReadOnlyList<RemediationKpi> Rows() => [.. _severities.SelectMany(severity => severity.Rows())];

    private SeverityRemediation Of(in JudgedEpisode episode) => _severities[Contracts.Severity.Critical - episode.Spell.Severity];
}
