using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Delivery;
using MetricsPlatform.Kpi.Domain.Explain;
using MetricsPlatform.Kpi.Domain.Findings;
using MetricsPlatform.Kpi.Domain.Releases;
using MetricsPlatform.Kpi.Domain.Remediation;
using MetricsPlatform.Kpi.Domain.Scanning;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.Domain.Training;

namespace MetricsPlatform.Kpi.Domain;

/// <summary>
/// Every figure over the union of the services added so far (docs/metrics.md §6): add each service once, merge what was
/// accumulated for services into what is asked for a team or for all. No order of adding or merging gives another report.
/// </summary>
/// <remarks>Not safe for use by several threads at once; one accumulator a thread, merged, is.</remarks>
public sealed class KpiAccumulator
{
    private readonly KpiTerms _terms;
    private readonly KpiWitness? _witness;
    private readonly RemediationTally _remediation;
    private readonly BacklogTally _backlog;
    private readonly ReleaseTally _releases;
    private readonly CatchTally _catches;
    private readonly DeploymentTally _deployments;
    private readonly CoverageTally _coverage;
    private readonly ReasonTally _reasons;
    private readonly DeliveryTally _delivery;
    private readonly WeaknessTally _weaknesses;

    /// <param name="now">Facts with event time after it do not count.</param>
    public KpiAccumulator(KpiRules rules, DateTimeOffset now) : this(rules, now, null)
    {
    }

    /// <param name="witness">Sees everything that is added.</param>
    internal KpiAccumulator(KpiRules rules, DateTimeOffset now, KpiWitness? witness)
    {
        _witness = witness;
        var terms = new KpiTerms(rules, now);
        _terms = terms;
        _remediation = new RemediationTally(terms);
        _backlog = new BacklogTally(terms);
        _releases = new ReleaseTally(terms);
        _catches = new CatchTally(terms);
        _deployments = new DeploymentTally(terms);
        _coverage = new CoverageTally(terms);
        _reasons = new ReasonTally(terms);
        _delivery = new DeliveryTally(terms);
        _weaknesses = new WeaknessTally(terms);
    }

    public void Add(ServiceFacts service)
    {
        var history = service.ReleasesAt(_terms);
        var (releases, reasons) = (new ServiceReleases(history, _terms), new EscapeReasons(service, history, _terms));
        foreach (var finding in service.Findings)
        {
            Add(service, finding, history, releases, reasons);
        }
        _releases.Add(releases);
        _deployments.Add(service);
        _coverage.Add(new ServiceCoverage(service, _terms));
        _delivery.Add(history);
        _witness?.See(service, releases, history);
    }

    /// <summary>Adds everything that <paramref name="other"/> has accumulated, of other services.</summary>
    /// <exception cref="ArgumentException">It was made for other rules or another instant.</exception>
    public void Merge(KpiAccumulator other)
    {
        if (other._terms.Now != _terms.Now || other._terms.Rules != _terms.Rules)
        {
            throw new ArgumentException("An accumulator of other rules or of another instant cannot be merged.", nameof(other));
        }
        _remediation.Merge(other._remediation);
        _backlog.Merge(other._backlog);
        _releases.Merge(other._releases);
        _catches.Merge(other._catches);
        _deployments.Merge(other._deployments);
        _coverage.Merge(other._coverage);
        _reasons.Merge(other._reasons);
        _delivery.Merge(other._delivery);
        _weaknesses.Merge(other._weaknesses);
    }

    public KpiReport Report() => new(
        _terms.At, _remediation.Rows(), _backlog.Rows(), _releases.Rows(), _catches.ShiftLeftRows(), _catches.EscapeRows(), _deployments.Rows(),
        _coverage.Freshness(), _coverage.Rows(), _reasons.LateRows(), _reasons.ReasonRows(), _delivery.Rows(), _weaknesses.Rows());

    private void Add(ServiceFacts service, in FindingFacts facts, ReleaseHistory history, ServiceReleases releases, EscapeReasons reasons)
    {
        var finding = facts.Read();
        if (finding.FirstAt > _terms.Now
            || StandingDecision.IsVoid(StandingDecision.At(_terms.Now, finding.Decisions, _terms)))
        {
            return;
        }
        var spells = new Spells(finding.Timeline, _terms);
        while (spells.MoveNext())
        {
            var spell = spells.Current;
            if (spell.Severity != Severity.Info)
            {
                var episode = new JudgedEpisode(spell, finding.Decisions, _terms);
                Add(episode, finding);
                _witness?.See(service, facts.Id, episode, finding);
            }
        }
        var highest = HighestSeverity.Of(finding, _terms);
        _weaknesses.Add(finding, highest);
        _witness?.See(service, facts.Id, finding, highest);
        if (highest >= Severity.High)
        {
            var caught = Catch.Of(finding, history);
            _catches.Add(finding, highest, caught);
            releases.Add(finding, caught);
            var reach = ReachOfProduction.Of(finding, caught, history, _terms);
            _reasons.Add(finding, caught, reach, reasons);
            _witness?.See(service, facts.Id, finding, highest, caught, reach, reasons);
        }
    }

    private void Add(in JudgedEpisode episode, in Finding finding)
    {
        _remediation.Add(episode, finding);
        if (episode.Spell.IsOpen)
        {
            _backlog.Add(episode, finding);
        }
    }
}
