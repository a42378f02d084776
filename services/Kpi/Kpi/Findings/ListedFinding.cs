using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>A finding that may be shown in a list, and where in it.</summary>
internal readonly record struct ListedFinding(FindingPosition Position, FindingFacts Facts, ServiceView Service)
{
    public FindingAt Read() => new(Facts, Service, Service.StatusOf(Facts)!);
}
