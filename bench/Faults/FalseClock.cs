namespace MetricsPlatform.Bench.Faults;

/// <summary>A clock that the services believe and that jumps, by libfaketime (Debian's package of that name). Time that passes is told rightly all the while.</summary>
internal static class FalseClock
{
    private static readonly string? Library = Directory.Exists("/usr/lib") ? Directory.GetDirectories("/usr/lib", "*-linux-gnu")
        .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists) : null;

    private static readonly string Offset = Path.Combine(Path.GetTempPath(), $"metricsplatform-clock-{Environment.ProcessId}");

    public static bool IsPossible => Library is not null;

    /// <summary>What a service's environment needs.</summary>
    public static IReadOnlyDictionary<string, string> Variables()
    {
        Set(TimeSpan.Zero);
        return new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Library!, ["FAKETIME_TIMESTAMP_FILE"] = Offset, ["FAKETIME_CACHE_DURATION"] = "1", ["DONT_FAKE_MONOTONIC"] = "1",
            ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",   // else waits end at once, and every process spins
        };
    }

    /// <summary>It jumps there, and after a time back.</summary>
    public static async Task Jump(TimeSpan by, TimeSpan time)
    {
        Set(by);
        await Task.Delay(time);
        Set(TimeSpan.Zero);
    }

    private static void Set(TimeSpan by) => File.WriteAllText(Offset, $"{(by < TimeSpan.Zero ? "-" : "+")}{(long)by.Duration().TotalSeconds}\n");
}
