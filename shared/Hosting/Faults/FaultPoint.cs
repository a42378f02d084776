using System.Diagnostics;
using System.Globalization;

namespace MetricsPlatform.Hosting.Faults;

/// <summary>A named place where a crash test lets the process die as <c>kill -9</c> would. Without configuration it does nothing.</summary>
/// <remarks>
/// Environment: <c>Faults__KillAfter</c> names the place, <c>Faults__Count</c> (default 1) says at which visit. For crash tests only.
/// </remarks>
public static class FaultPoint
{
    private static readonly string? KillAfter = Environment.GetEnvironmentVariable("Faults__KillAfter");
    private static int visitsLeft =
        int.TryParse(Environment.GetEnvironmentVariable("Faults__Count"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;

    /// <summary>Dies here when this is the configured visit to the configured place: no finally block runs, no buffer is flushed.</summary>
    public static void Reached(string place)
    {
        if (place == KillAfter && Interlocked.Decrement(ref visitsLeft) == 0)
        {
            Process.GetCurrentProcess().Kill();
        }
    }
}
