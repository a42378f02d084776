using MetricsPlatform.Tests.Cases;

namespace MetricsPlatform.Tests.Unit.Reference;

public sealed class WorkedCasesTests
{
    public static TheoryData<string> Names => [.. WorkedCase.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_reference_gives_the_figures_of_every_worked_case(string name)
    {
        var worked = WorkedCase.Load(name);
        var evaluator = new ReferenceEvaluator(EventReader.Read(worked.Events), new ReferenceRules());

        Assert.NotEmpty(worked.Expected);
        Assert.All(worked.Expected, expected => KpiAssert.Same(expected.Kpis, KpiAssert.ToJson(evaluator.At(expected.At)), expected.At));
    }

    [Fact]
    public void All_worked_cases_are_here() => Assert.Equal(23, WorkedCase.Names.Count);
}
