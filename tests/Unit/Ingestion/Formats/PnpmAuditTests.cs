using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class PnpmAuditTests
{
    [Fact]
    public void An_advisory_names_several_weaknesses_in_one_text_and_the_version_that_patches_it()
    {
        var found = Assert.Single(ReportFiles.Read("pnpm-audit/audit.json").Results);

        Assert.Equal(("GHSA-23cf-ghjm-pqrv", "pkg:npm/axios@0.21.0", "0.21.1", Severity.Medium), (found.Rule, found.Package, found.FixedIn, found.Severity));
        Assert.Equal([918, 20], found.Cwe);
        Assert.Equal((".>axios", "packages__web>axios"), (found.Path, Assert.Single(found.AlsoAt)));
    }
}
