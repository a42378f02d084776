using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class DependencyCheckTests
{
    [Fact]
    public void A_vulnerability_is_a_result_for_each_package_among_the_related_files()
    {
        var found = ReportFiles.Read("dependency-check/report.xml").Results.Where(result => result.Rule == "CVE-2026-1007").ToList();

        Assert.Equal(["pkg:maven/org.example/json-core@2.9.4", "pkg:maven/org.example/json-bind@2.9.4"], found.Select(result => result.Package));
        Assert.Equal((Severity.Low, 3.7, "https://advisories.example/CVE-2026-1007"), (found[0].Severity, found[0].Cvss, found[0].Help));
        Assert.Equal([295], found[0].Cwe);
        Assert.Equal("/build/copy/json-core-2.9.4.jar", Assert.Single(found[0].AlsoAt));
    }

    [Fact]
    public void A_suppressed_one_is_a_false_positive_in_both_media()
    {
        var xml = ReportFiles.Read("dependency-check/report.xml").Decisions;
        var json = ReportFiles.Read("dependency-check/report.json").Decisions;

        Assert.Equal(("CVE-2026-1008", TriageDecision.FalsePositive, "another product of the same name"), (xml[0].Match.Rule, xml[0].Decision, xml[0].Justification));
        Assert.Equal(("CVE-2026-1010", "pkg:npm/lodash@4.17.4"), (Assert.Single(json).Match.Rule, json[0].Match.Package));
    }

    [Fact]
    public void A_file_without_an_id_is_named_without_its_version()
    {
        var report = ReportFiles.Read("dependency-check/report.json");

        Assert.Equal(("pkg:npm/lodash@4.17.4", Severity.Medium), (report["GHSA-23cf-ghjm-pqrv"].Package, report["GHSA-23cf-ghjm-pqrv"].Severity));
        Assert.Equal("pkg:maven/old-name@1.2.3.RELEASE", report["CVE-2026-1011"].Package);
    }

    [Fact]
    public void Without_a_word_the_level_is_that_of_the_score_of_version_3() =>
        Assert.Equal((Severity.Critical, 9.1), (ReportFiles.Read("dependency-check/report.json")["CVE-2026-1009"].Severity, ReportFiles.Read("dependency-check/report.json")["CVE-2026-1009"].Cvss));

    [Fact]
    public void The_report_s_date_is_the_time() => Assert.Equal(2026, ReportFiles.Read("dependency-check/report.xml").Time.Year);
}
