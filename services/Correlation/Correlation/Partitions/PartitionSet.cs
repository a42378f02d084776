using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Correlation.Partitions;

/// <summary>All partitions.</summary>
public sealed class PartitionSet(TimeProvider clock)
{
    public IReadOnlyList<Partition> All { get; } = [.. Enumerable.Range(0, ServicePartition.Count).Select(number => new Partition(number, clock))];
}
