using System.Diagnostics;

namespace MetricsPlatform.Tests.Integration.Fixtures;

/// <summary>Waits for an outcome, and fails with what was last seen.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public static async Task<T> Be<T>(Func<Task<T>> look, Func<T, bool> wanted)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (wanted(seen))
            {
                return seen;
            }
            Assert.True(waited.Elapsed < Limit, $"Not in {Limit.TotalSeconds} s; last seen: {seen}");
            await Task.Delay(Step);
        }
    }
}
