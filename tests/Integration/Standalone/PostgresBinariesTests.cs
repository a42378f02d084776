using MetricsPlatform.Standalone;
using MetricsPlatform.Standalone.Postgres;

namespace MetricsPlatform.Tests.Integration.Standalone;

public sealed class PostgresBinariesTests
{
    private static readonly PostgresBinaries[] Installed = [new("/15", 15), new("/17", 17), new("/9", 9)];

    [Fact]
    public void A_new_cluster_is_made_by_the_newest_version() => Assert.Equal(17, PostgresBinaries.Choose(Installed, clusterMajor: null).Major);

    [Fact]
    public void An_existing_cluster_is_run_by_the_version_that_made_it() => Assert.Equal(15, PostgresBinaries.Choose(Installed, clusterMajor: 15).Major);

    [Fact]
    public void A_cluster_of_a_version_that_is_not_installed_is_refused_with_the_package_to_install() =>
        Assert.Contains("'postgresql-16'", Assert.Throws<StartupException>(() => PostgresBinaries.Choose(Installed, clusterMajor: 16)).Message, StringComparison.Ordinal);
}
