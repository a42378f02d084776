using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class HadolintTests
{
    [Fact]
    public void A_failure_is_in_a_file()
    {
        var found = ReportFiles.Read("hadolint/hadolint.json")["DL3008"];

        Assert.Equal((FindingKind.Configuration, Severity.Medium, "web/Dockerfile", 4), (found.Kind, found.Severity, found.Path, found.Line));
    }

    [Fact]
    public void Info_is_low_as_in_sarif()
    {
        var found = ReportFiles.Read("hadolint/hadolint.json")["SC2086"];

        Assert.Equal(Severity.Low, found.Severity);
    }
}
