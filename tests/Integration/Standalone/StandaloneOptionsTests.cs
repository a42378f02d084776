using System.Net;
using MetricsPlatform.Standalone;

namespace MetricsPlatform.Tests.Integration.Standalone;

public sealed class StandaloneOptionsTests
{
    [Fact]
    public void Without_options_it_listens_on_loopback_only() =>
        Assert.Equal(new StandaloneOptions { Port = 8080, Bind = IPAddress.Loopback }, StandaloneOptions.Parse([]));

    [Fact]
    public void A_value_stands_behind_its_option_or_behind_an_equals_sign()
    {
        var expected = new StandaloneOptions { Data = "d", Port = 81, MonitoringPort = 82, Bind = IPAddress.Any, Postgres = "Host=a;Port=1", Catalogue = "c.yaml", Demo = true };

        Assert.Equal(expected, StandaloneOptions.Parse(
            ["--data", "d", "--port", "81", "--monitoring-port", "82", "--bind", "0.0.0.0", "--postgres", "Host=a;Port=1", "--catalogue", "c.yaml", "--demo"]));
        Assert.Equal(expected, StandaloneOptions.Parse(
            ["--data=d", "--port=81", "--monitoring-port=82", "--bind=0.0.0.0", "--postgres=Host=a;Port=1", "--catalogue=c.yaml", "--demo"]));
    }

    [Theory]
    [InlineData("There is no option '--prot'", "--prot", "1")]
    [InlineData("There is no option 'demo'", "demo")]
    [InlineData("There is no option '--demo=yes'", "--demo=yes")]
    [InlineData("--data needs a value", "--data")]
    [InlineData("--data needs a value", "--data", "--demo")]
    [InlineData("--data needs a value", "--data=")]
    [InlineData("--port must be a number from 1 to 65535, not '0'", "--port", "0")]
    [InlineData("--port must be a number from 1 to 65535, not '70000'", "--port", "70000")]
    [InlineData("--monitoring-port must be a number from 1 to 65535, not 'x'", "--monitoring-port", "x")]
    [InlineData("--monitoring-port must be another than that of the HTTP interface, 8080", "--monitoring-port", "8080")]
    [InlineData("--bind must be an IP address", "--bind", "example")]
    public void What_cannot_be_meant_is_refused_with_what_can(string message, params string[] args) =>
        Assert.StartsWith(message, Assert.Throws<StartupException>(() => StandaloneOptions.Parse(args)).Message, StringComparison.Ordinal);
}
