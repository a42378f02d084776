using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class ComposerAuditTests
{
    [Fact]
    public void An_advisory_has_the_CVE_id_and_those_of_its_sources()
    {
        var found = ReportFiles.Read("composer-audit/audit.json")["CVE-2026-25129"];

        Assert.Equal(("pkg:composer/psy/psysh", Severity.High), (found.Package, found.Severity));
        Assert.Equal(["GHSA-23cf-ghjm-pqrv", "PKSA-1xyz-2abc"], found.Aliases);
    }

    [Fact]
    public void One_that_is_not_rated_is_medium_and_one_that_is_ignored_is_a_decision()
    {
        var report = ReportFiles.Read("composer-audit/audit.json");

        Assert.Equal(Severity.Medium, report["PKSA-3xyz-4abc"].Severity);
        Assert.Equal(("PKSA-5xyz-6abc", "not in production"), (Assert.Single(report.Decisions).Match.Rule, report.Decisions[0].Justification));
        Assert.Equal(3, report.Results.Count);
    }

    [Fact]
    public void Empty_lists_found_nothing() => Assert.Empty(ReportFiles.Read("composer-audit/nothing-found.json").Results);
}
