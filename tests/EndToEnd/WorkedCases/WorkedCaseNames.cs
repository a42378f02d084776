using MetricsPlatform.Tests.Cases;

namespace MetricsPlatform.Tests.EndToEnd.WorkedCases;

public sealed class WorkedCaseNames : TheoryData<string>
{
    public WorkedCaseNames() => AddRange([.. WorkedCase.Names]);
}
