using System.Globalization;

namespace MetricsPlatform.Bench.Reports;

/// <summary>Memory of this process.</summary>
internal static class ProcessMemory
{
    /// <summary>VmHWM: what it was resident with at most, of the runtime too, in bytes.</summary>
    public static long Peak()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
