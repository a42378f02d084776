using MetricsPlatform.Tests.Cases;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.WorkedCases;

/// <summary>Each case in the order of its file, one event a request, on a fresh store.</summary>
public sealed class FileOrderTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Theory]
    [ClassData(typeof(WorkedCaseNames))]
    public async Task Events_sent_one_by_one_give_the_figures_of_the_worked_case(string name)
    {
        var worked = WorkedCase.Load(name);
        await using var platform = await StandaloneInside.Start(await postgres.CreateDatabase());
        await CaseRun.SendOneByOne(platform.Client, CaseRun.EventsOf(worked));
        await CaseRun.Compare(platform.Client, worked);
    }
}
