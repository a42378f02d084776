using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards.Platform;

/// <summary>What the processes need.</summary>
internal static class Resources
{
    private const string Process = "{{job}} {{instance}}";

    public static Panel Processor() =>
        Panels.Lines(
            "Processor", "Cores in use, by process.", Unit.Count, 8,
            new Query($"sum by (job, instance) ({Here.Rate("process_cpu_seconds_total")})", Process));

    public static Panel Memory() => ByProcess("Memory", "Working set, by process.", Unit.Bytes, "process_working_set_bytes");

    public static Panel ManagedMemory() =>
        ByProcess("Managed memory", "What the runtime has allocated and not yet collected, by process.", Unit.Bytes, "dotnet_total_memory_bytes");

    public static Panel Collections() =>
        Panels.Lines(
            "Garbage collections per second", "By generation, over all processes.", Unit.Count, 8,
            new Query($"sum by (generation) ({Here.Rate("dotnet_collection_count_total")})", "generation {{generation}}"));

    public static Panel Threads() => ByProcess("Threads", "By process.", Unit.Count, "process_num_threads");

    public static Panel Handles() => ByProcess("Open files and sockets", "By process.", Unit.Count, "process_open_handles");

    public static Panel Partitions() =>
        Panels.Stacked(
            "Partitions", "Parts of the services whose events each replica of Correlation worked on in the seconds before. They share them evenly under load.", Unit.Count, 8,
            new Query($"max by (job, instance) ({Here.Of("devsecops_partitions_active")})", Process));

    public static Panel Builds()
    {
        var since = $"{Here.Of("process_start_time_seconds")} * on (job, instance) group_left (version, commit) {Here.Of("devsecops_build_info")}";
        return Table.Of(
            "What runs", "Processes that compute KPIs, and their build.", 16, sortBy: "Process", descending: false,
            Column.Of("instance", "Process", PlatformPages.Home), Column.Of("version", "Version"), Column.Of("commit", "Commit"),
            new Column("Up for", $"time() - max by (instance, version, commit) ({since})", Unit: Unit.Seconds));
    }

    private static Panel ByProcess(string title, string description, string unit, string metric) =>
        Panels.Lines(title, description, unit, 8, new Query($"max by (job, instance) ({Here.Of(metric)})", Process));
}
