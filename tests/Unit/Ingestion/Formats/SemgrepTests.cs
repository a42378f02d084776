using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class SemgrepTests
{
    [Fact]
    public void A_match_is_code_under_the_id_that_sarif_has_too()
    {
        var found = ReportFiles.Read("semgrep/semgrep.json")["python.django.security.injection"];

        Assert.Equal((FindingKind.Code, Severity.High, "app/views.py", 14), (found.Kind, found.Severity, found.Path, found.Line));
        Assert.Equal("matchBasedId/v1:9a8b_0", found.Fingerprint);
        Assert.Equal([89], found.Cwe);
    }

    [Fact]
    public void A_comment_that_ignores_it_is_a_decision_and_info_is_low()
    {
        var report = ReportFiles.Read("semgrep/semgrep.json");

        Assert.Equal((Severity.Low, null), (report["python.lang.weak-random"].Severity, report["python.lang.weak-random"].Fingerprint));
        Assert.Equal(("python.lang.weak-random", TriageDecision.RiskAccepted), Assert.Single(report.Decisions.Select(d => (d.Match.Rule, d.Decision))));
    }

    [Fact]
    public void A_rule_about_secrets_keeps_nothing_of_the_text()
    {
        var found = ReportFiles.Read("semgrep/semgrep.json")["generic.secrets.security.aws-key"];

        Assert.Equal((FindingKind.Secret, Severity.Critical), (found.Kind, found.Severity));
        Assert.DoesNotContain("AKIAEXAMPLE", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_of_supply_chain_is_a_package()
    {
        var found = ReportFiles.Read("semgrep/semgrep.json")["CVE-2026-2010"];

        Assert.Equal((FindingKind.Dependency, "pkg:pypi/jinja2@2.4.1", "poetry.lock"), (found.Kind, found.Package, found.Path));
    }
}
