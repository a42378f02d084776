using MetricsPlatform.Tests.Cases;
using MetricsPlatform.Tests.EndToEnd.WorkedCases;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

/// <summary>Each case through two replicas of every service, shuffled, with repeats and in batches: a request goes to any replica, and any replica has the figures.</summary>
[Collection(ApartTests.Name)]
public sealed class WorkedCasesTests(ApartFixture platform)
{
    [Theory]
    [ClassData(typeof(WorkedCaseNames))]
    public async Task Three_services_with_two_replicas_each_give_the_figures_of_the_worked_case(string name)
    {
        var (worked, input) = (WorkedCase.Load(name), OwnInput.Cases.Single(i => i.Team == $"case-{name}"));

        await CaseRun.SendInBatches(platform.Client, Shuffled.Batches(input.Events, seed: name.Sum(c => c)));

        await CaseRun.Compare(platform.Client, worked, input.Team);
    }
}
