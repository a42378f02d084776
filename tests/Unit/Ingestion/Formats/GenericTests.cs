using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class GenericTests
{
    [Fact]
    public void What_a_finding_has_tells_its_kind_where_it_does_not() =>
        Assert.Equal(
            [
                ("TR-7", FindingKind.Manual), ("weak-cipher", FindingKind.Code), ("open-redirect", FindingKind.Dynamic), ("no-limits", FindingKind.Configuration),
                ("CVE-2026-2001", FindingKind.Dependency), ("CVE-2026-2002", FindingKind.Dependency),
            ],
            ReportFiles.Read("generic/findings.json").Results.Select(result => (result.Rule, result.Kind)));

    [Fact]
    public void The_report_describes_its_scan()
    {
        var scan = ReportFiles.Read("generic/findings.json").Scan;

        Assert.Equal(("threat-review", "checkout", "8f2c1e0", "main"), (scan.Tool, scan.Target, scan.Commit, scan.Branch));
    }

    [Fact]
    public void A_vector_gives_the_score_and_a_score_the_level()
    {
        var found = ReportFiles.Read("generic/findings.json")["CVE-2026-2001"];

        Assert.Equal((Severity.Critical, 9.8, "6.5.3"), (found.Severity, found.Cvss, found.FixedIn));
        Assert.Equal(["ADV-9"], found.Aliases);
    }

    [Fact]
    public void A_package_is_a_URL_or_a_name_of_an_ecosystem() =>
        Assert.Equal("pkg:npm/left-pad@1.3.0", ReportFiles.Read("generic/findings.json")["CVE-2026-2002"].Package);

    [Fact]
    public void A_decision_stands_with_its_finding() =>
        Assert.Equal((TriageDecision.NotAffected, "not called"), Assert.Single(ReportFiles.Read("generic/findings.json").Decisions.Select(d => (d.Decision, d.Justification))));

    [Fact]
    public void Csv_has_the_same_names_and_lists_in_a_cell()
    {
        var report = ReportFiles.Read("generic/findings.csv");

        Assert.Equal(("Weak hash, MD5", "src/Hash.cs", 4), (report["weak-hash"].Title, report["weak-hash"].Path, report["weak-hash"].Line));
        Assert.Equal([327, 328], report["weak-hash"].Cwe);
        Assert.Equal("pkg:pypi/jinja2@2.4.1", report["CVE-2026-2003"].Package);
    }

    [Fact]
    public void The_names_of_DefectDojo_s_fields_are_read()
    {
        var json = ReportFiles.Read("generic/defectdojo.json");
        var csv = ReportFiles.Read("generic/defectdojo.csv");

        Assert.Equal((FindingKind.Manual, "a-1"), (json["PT-1"].Kind, json["PT-1"].Fingerprint));
        Assert.Equal("pkg:npm/xmlsec@1.2.0", json["CVE-2026-2004"].Package);
        Assert.Equal((FindingKind.Dynamic, "https://shop.example/login"), (csv["Open redirect"].Kind, csv["Open redirect"].Url));
        Assert.Equal("Missing header", Assert.Single(csv.Decisions).Match.Rule);
    }
}
