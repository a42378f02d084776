using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class BundlerAuditTests
{
    [Fact]
    public void A_gem_has_the_ids_of_its_advisory_with_or_without_their_prefix()
    {
        var found = ReportFiles.Read("bundler-audit/audit.json")["CVE-2026-8161"];

        Assert.Equal(("pkg:gem/rack@1.6.13", "~> 2.1.3 or >= 2.2.0"), (found.Package, found.FixedIn));
        Assert.Equal(["GHSA-23cf-ghjm-pqrv"], found.Aliases);
    }

    [Fact]
    public void An_advisory_that_is_not_rated_is_medium()
    {
        var report = ReportFiles.Read("bundler-audit/audit.json");

        Assert.Equal((Severity.Medium, null), (report["CVE-2026-8161"].Severity, report["CVE-2026-8161"].Cvss));
        Assert.Equal((Severity.High, 8.1), (report["GHSA-34cf-ghjm-pqrv"].Severity, report["GHSA-34cf-ghjm-pqrv"].Cvss));
    }

    [Fact]
    public void A_source_without_encryption_is_a_configuration() =>
        Assert.Equal((FindingKind.Configuration, "http://gems.example/"), ReportFiles.Read("bundler-audit/audit.json")["insecure_source"] is var found ? (found.Kind, found.Resource) : default);
}
