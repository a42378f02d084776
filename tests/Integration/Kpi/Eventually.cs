using System.Runtime.CompilerServices;

namespace MetricsPlatform.Tests.Integration.Kpi;

/// <summary>Waits for an outcome; fails when it does not come.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task Holds(Func<bool> outcome, [CallerArgumentExpression(nameof(outcome))] string? what = null) =>
        Holds(() => Task.FromResult(outcome()), what);

    public static async Task Holds(Func<Task<bool>> outcome, [CallerArgumentExpression(nameof(outcome))] string? what = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await outcome())
        {
            Assert.False(patience.IsCancellationRequested, $"never came: {what}");
            await Task.Delay(20);
        }
    }
}
