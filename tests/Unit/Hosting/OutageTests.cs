using System.Runtime.InteropServices;
using MetricsPlatform.Hosting.Outages;
using Npgsql;

namespace MetricsPlatform.Tests.Unit.Hosting;

public sealed class OutageTests
{
    [Fact]
    public void A_full_disk_is_an_outage()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);

        Assert.True(Outage.Is(Assert.Throws<IOException>(() => full.Write([1]))));
    }

    [Fact]
    public void Short_memory_is_one() => Assert.True(Outage.Is(Assert.Throws<OutOfMemoryException>(() => Marshal.AllocHGlobal(nint.MaxValue))));

    [Fact]
    public void A_file_that_is_not_there_is_none() => Assert.False(Outage.Is(Assert.Throws<FileNotFoundException>(() => File.OpenRead(Path.GetRandomFileName()))));

    [Theory]
    [InlineData("FATAL", "XX000", true)]   // could not write init file
    [InlineData("ERROR", "XX000", false)]
    [InlineData("ERROR", "53100", true)]   // could not extend file
    [InlineData("ERROR", "23505", false)]
    public void An_error_of_postgresql_is_one_when_the_server_is_not_well(string severity, string state, bool outage) =>
        Assert.Equal(outage, Outage.Is(new PostgresException("", severity, severity, state)));
}
