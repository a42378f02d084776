using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class CheckovTests
{
    [Fact]
    public void A_failed_check_is_about_a_resource_and_medium_when_nobody_rated_it()
    {
        var found = ReportFiles.Read("checkov/frameworks.json")["CKV_AWS_18"];

        Assert.Equal((FindingKind.Configuration, Severity.Medium, "infra/main.tf", 4, "aws_s3_bucket.invoices"), (found.Kind, found.Severity, found.Path, found.Line, found.Resource));
    }

    [Fact]
    public void A_secret_is_a_place_without_the_hash_of_it()
    {
        var found = ReportFiles.Read("checkov/frameworks.json")["CKV_SECRET_2"];

        Assert.Equal((FindingKind.Secret, Severity.High, "conf/.env", 2, null), (found.Kind, found.Severity, found.Path, found.Line, found.Resource));
    }

    [Fact]
    public void A_package_is_a_vulnerability()
    {
        var found = ReportFiles.Read("checkov/frameworks.json")["CVE-2026-2020"];

        Assert.Equal((FindingKind.Dependency, Severity.Critical, "pkg:pypi/jinja2@2.4.1", "3.1.4"), (found.Kind, found.Severity, found.Package, found.FixedIn));
    }

    [Fact]
    public void What_is_skipped_is_a_decision() =>
        Assert.Equal([("CKV_AWS_21", TriageDecision.RiskAccepted)], ReportFiles.Read("checkov/frameworks.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));

    [Fact]
    public void A_run_that_checked_nothing_found_nothing() => Assert.Equal([], ReportFiles.Read("checkov/nothing.json").Results.Select(result => result.Rule));
}
