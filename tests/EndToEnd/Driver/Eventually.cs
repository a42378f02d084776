using System.Diagnostics;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>Waits for an outcome, and fails with what was last seen.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <param name="step">Pause between two looks; default 20 ms.</param>
    /// <exception cref="TimeoutException">It did not come in two minutes.</exception>
    public static async Task<T> Be<T>(Func<Task<T>> look, Func<T, bool> wanted, TimeSpan? step = null)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (wanted(seen))
            {
                return seen;
            }
            if (waited.Elapsed > Limit)
            {
                throw new TimeoutException($"Not in {Limit.TotalSeconds} s; last seen: {seen}");
            }
            await Task.Delay(step ?? Step);
        }
    }
}
