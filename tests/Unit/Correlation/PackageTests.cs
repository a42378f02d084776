using static MetricsPlatform.Tests.Unit.Correlation.ServiceScenario;
using static MetricsPlatform.Tests.Unit.Correlation.Told;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>docs/correlation.md: packages compare as the purl specification says for their type.</summary>
public sealed class PackageTests
{
    [Theory]
    [InlineData("pkg:npm/a@1.0.0", "pkg:npm/a")]
    [InlineData("pkg:npm/a@1?repository_url=x#lib/b", "pkg:npm/a@2")]
    [InlineData("pkg:npm/%40scope/a@1", "pkg:npm/@scope/a")]
    [InlineData("pkg:npm/%40Scope/A@1", "pkg:npm/@scope/a@2")]
    [InlineData("PKG:NPM/a@1", "pkg:npm/a")]
    [InlineData("pkg://npm/a@1", "pkg:npm/a@1")]
    [InlineData("pkg:pypi/My_Pkg@1", "pkg:pypi/my-pkg@2")]
    [InlineData("pkg:golang/github.com/Org/Mod@v1.0.0#sub", "pkg:golang/github.com/org/mod")]
    [InlineData("pkg:github/Org/Repo@1", "pkg:github/org/repo")]
    [InlineData("pkg:bitbucket/Org/Repo@1", "pkg:bitbucket/org/repo")]
    [InlineData("pkg:composer/Vendor/Name@1", "pkg:composer/vendor/name")]
    [InlineData("pkg:hex/Name@1", "pkg:hex/name")]
    [InlineData("pkg:deb/Debian/OpenSSL@1?arch=amd64&distro=debian-12", "pkg:deb/debian/openssl@3")]
    [InlineData("pkg:apk/Alpine/musl@1", "pkg:apk/alpine/musl")]
    [InlineData("pkg:rpm/Fedora/curl@1", "pkg:rpm/fedora/curl")]
    [InlineData("pkg:maven/org.a:lib@1", "pkg:maven/org.a/lib@2")]
    public void These_are_one_package(string one, string other) => Assert.Single(Packages(one, other));

    [Theory]
    [InlineData("pkg:npm/a@1", "pkg:pypi/a@1")]
    [InlineData("pkg:npm/%40s/a@1", "pkg:npm/a@1")]
    [InlineData("pkg:golang/github.com/org/mod@v1", "pkg:golang/github.com/org/mod/v2@v2")]
    [InlineData("pkg:maven/org.a/Lib@1", "pkg:maven/org.a/lib@1")]
    [InlineData("pkg:maven/org.a/lib@1", "pkg:maven/org.b/lib@1")]
    [InlineData("pkg:nuget/Newtonsoft.Json@1", "pkg:nuget/newtonsoft.json@1")]
    [InlineData("pkg:cargo/Rand@1", "pkg:cargo/rand@1")]
    [InlineData("pkg:rpm/fedora/Curl@1", "pkg:rpm/fedora/curl@1")]
    [InlineData("pkg:deb/debian/openssl@1", "pkg:deb/ubuntu/openssl@1")]
    [InlineData("pkg:pypi/a.b@1", "pkg:pypi/a-b@1")]
    public void These_are_two(string one, string other) => Assert.Equal(2, Packages(one, other).Count);

    [Fact]
    public void A_package_in_two_versions_is_one_finding_that_is_fixed_when_the_last_copy_is_gone()
    {
        var scenario = Given(
            Scan(1, [Cve(package: "pkg:npm/a@1"), Cve(package: "pkg:npm/a@2")]), Scan(3, [Cve(package: "pkg:npm/a@2")]), Scan(5, []));

        Assert.Equal("high@1 gone@5", scenario.Timeline);
        Assert.Equal(["pkg:npm/a@1", "pkg:npm/a@2"], scenario.Finding.Detail.Packages);
    }

    private static IReadOnlyList<object> Packages(string one, string other) =>
        Given(Scan(1, [Cve(package: one)]), Scan(2, [Cve(package: other)], tool: "grype")).Findings;
}
