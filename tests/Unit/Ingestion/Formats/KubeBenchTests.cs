using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class KubeBenchTests
{
    [Fact]
    public void A_failed_check_is_medium_on_its_kind_of_node()
    {
        var found = ReportFiles.Read("kube-bench/kube-bench.json")["1.1.1"];

        Assert.Equal((FindingKind.Configuration, Severity.Medium, "master", "cis-1.8"), (found.Kind, found.Severity, found.Path, found.Resource));
    }

    [Fact]
    public void A_check_that_a_person_has_to_make_is_info_and_one_that_passed_is_none() => Assert.Equal(
        [("1.1.1", Severity.Medium), ("1.1.9", Severity.Info)], ReportFiles.Read("kube-bench/kube-bench.json").Results.Select(result => (result.Rule, result.Severity)));
}
