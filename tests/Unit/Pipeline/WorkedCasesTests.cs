using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Tests.Cases;
using MetricsPlatform.Tests.Unit.Reference;

namespace MetricsPlatform.Tests.Unit.Pipeline;

public sealed class WorkedCasesTests
{
    public static TheoryData<string> Names => [.. WorkedCase.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Worked_cases_give_their_figures_in_file_order(string name) => Check(name, events => events);

    [Theory]
    [MemberData(nameof(Names))]
    public void Worked_cases_give_their_figures_in_reverse(string name) => Check(name, events => events.Reverse());

    [Theory]
    [MemberData(nameof(Names))]
    public void Worked_cases_give_their_figures_shuffled_with_repeats(string name) =>
        Check(name, events =>
        {
            NativeEvent[] repeated = [.. events, .. events.Take(events.Count / 2)];
            new Random(events.Count).Shuffle(repeated);
            return repeated;
        });

    private static void Check(string name, Func<IReadOnlyList<NativeEvent>, IEnumerable<NativeEvent>> arrange)
    {
        var worked = WorkedCase.Load(name);
        var pipeline = new PurePipeline(arrange([.. EventReader.Read(worked.Events)]));
        Assert.All(worked.Expected, expected => KpiAssert.Same(expected.Kpis, KpiAssert.ToJson(pipeline.At(expected.At)), expected.At));
    }
}
