using MetricsPlatform.Tests.Cases;

namespace MetricsPlatform.Tests.EndToEnd.Crash;

public sealed class CrashTests
{
    [Theory]
    [InlineData("inbox-commit")]
    [InlineData("correlation-commit")]
    [InlineData("correlation-published")]
    [InlineData("kpi-persisted")]
    public async Task A_platform_that_is_killed_while_half_a_year_loads_gives_the_same_figures_after_its_restart(string place)
    {
        var report = await CrashLoad.Run(place, WorkedCase.Load("11-half-a-year"), [10, 31]);

        Assert.Equal(2, report.Crashes.Count);
        Assert.All(report.Crashes, crash => Assert.True(crash.Pending > 0));
        Assert.All(report.Crashes, crash => Assert.Equal(0, crash.Lost));
        Assert.Equal(0, report.Doubled);
        Assert.Null(report.Difference);
    }
}
