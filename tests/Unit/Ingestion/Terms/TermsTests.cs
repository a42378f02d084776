using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Tests.Unit.Ingestion.Terms;

public class TermsTests
{
    [Theory]
    [InlineData("node-pkg", "@a/b", "1.0", "pkg:npm/%40a/b@1.0")]
    [InlineData("jar", "org.a:b", "1", "pkg:maven/org.a/b@1")]
    [InlineData("gomod", "github.com/a/b/v2", "v2.0.0+incompatible", "pkg:golang/github.com/a/b/v2@v2.0.0%2Bincompatible")]
    [InlineData("Debian", "libstdc++6", "8.3.0-6", "pkg:deb/debian/libstdc%2B%2B6@8.3.0-6")]
    [InlineData("amazon", "curl", null, "pkg:rpm/amzn/curl")]
    [InlineData("bundler", "rack", "2.0", "pkg:gem/rack@2.0")]
    [InlineData("no such word", "x", "1", "pkg:generic/x@1")]
    public void A_package_is_named_by_the_tool_s_word(string word, string name, string? version, string url) =>
        Assert.Equal(url, PackageUrl.OfEcosystem(word, name, version));

    [Theory]
    [InlineData("src/requirements.txt", "pkg:pypi/x@1")]
    [InlineData("a/b.jar", "pkg:maven/x@1")]
    [InlineData("whatever", "pkg:generic/x@1")]
    public void A_package_without_a_word_is_named_by_its_file(string path, string url) =>
        Assert.Equal(url, PackageUrl.OfEcosystem(null, "x", "1", path));

    [Theory]
    [InlineData("CRITICAL", null, Severity.Critical)]
    [InlineData("Moderate", 9.8, Severity.Medium)]
    [InlineData("important", null, Severity.High)]
    [InlineData("Negligible", 5.0, Severity.Info)]
    [InlineData("UNKNOWN", 7.0, Severity.High)]
    [InlineData("UNKNOWN", null, Severity.Info)]
    [InlineData(null, 0.1, Severity.Low)]
    public void A_word_goes_before_a_score_and_a_word_that_says_nothing_does_not(string? word, double? score, Severity severity) =>
        Assert.Equal(severity, Severities.Of(word, score));

    [Theory]
    [InlineData("2026-03-01T12:00:00.5+01:00", "2026-03-01T11:00:00.5Z")]
    [InlineData("2026-03-01 12:00:00", "2026-03-01T12:00:00Z")]
    [InlineData("Sun, 01 Mar 2026 12:00:00 GMT", "2026-03-01T12:00:00Z")]
    [InlineData("Sun, 1 Mar 2026 12:00:00", "2026-03-01T12:00:00Z")]
    [InlineData("Sun, 1 Mar 2026 12:00:00 +02:00", "2026-03-01T10:00:00Z")]
    [InlineData("Sun Mar  1 12:00:00 2026", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01", "2026-03-01T00:00:00Z")]
    [InlineData("1772366400", "2026-03-01T12:00:00Z")]
    [InlineData("1772366400123", "2026-03-01T12:00:00.123Z")]
    [InlineData("1772366400.5", "2026-03-01T12:00:00.5Z")]
    public void An_instant_is_read_in_the_spellings_of_tools(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), Timestamps.Read(text));

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("yesterday")]
    [InlineData("42")]
    [InlineData("99999999999999")]
    [InlineData(null)]
    public void What_is_unset_or_no_instant_is_not_said(string? text) => Assert.Null(Timestamps.Read(text));

    [Fact]
    public void A_bare_number_is_a_weakness_where_nothing_else_can_stand()
    {
        string[] texts = ["79", "CWE-089", "CWE-601: Open Redirect", "NVD-CWE-noinfo", "0", "79"];

        Assert.Equal([79, 89, 601], CweIds.OfField(texts));
        Assert.Equal([89, 601], CweIds.Of(texts));
    }

    [Theory]
    [InlineData("shop/web:1.2", "shop/web")]
    [InlineData("registry:5000/shop/web", "registry:5000/shop/web")]
    [InlineData("registry:5000/shop/web:1.2@sha256:ab", "registry:5000/shop/web")]
    [InlineData("web", "web")]
    public void An_image_is_the_same_in_each_build(string image, string repository) => Assert.Equal(repository, ImageName.Repository(image));
}
