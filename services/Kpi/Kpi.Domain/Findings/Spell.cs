using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>An episode before anything is decided about it: [<see cref="Start"/>, <see cref="End"/>) in ticks of UTC.</summary>
/// <param name="End"><see cref="KpiTerms.Never"/> while the finding is exposed.</param>
/// <param name="Severity">In force just before the end, or now.</param>
/// <param name="Retired">It ended because its scope or service was retired.</param>
internal readonly record struct Spell(long Start, long End, Severity Severity, bool Retired)
{
    public bool IsOpen => End == KpiTerms.Never;
}
