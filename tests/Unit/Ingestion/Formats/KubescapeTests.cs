using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class KubescapeTests
{
    [Fact]
    public void A_failed_control_is_about_a_workload_at_the_control_s_factor()
    {
        var found = ReportFiles.Read("kubescape/kubescape.json")["C-0057"];

        Assert.Equal((FindingKind.Configuration, Severity.High, "Deployment/web", "apps/v1/shop/Deployment/web"), (found.Kind, found.Severity, found.Path, found.Resource));
    }

    [Fact]
    public void An_exception_is_a_decision() =>
        Assert.Equal([("C-0017", TriageDecision.RiskAccepted)], ReportFiles.Read("kubescape/kubescape.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));

    [Fact]
    public void What_passed_is_no_finding() => Assert.Equal(["C-0057", "C-0017"], ReportFiles.Read("kubescape/kubescape.json").Results.Select(result => result.Rule));
}
