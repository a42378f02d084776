using MetricsPlatform.Hosting.Outages;

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
    public void A_file_that_is_not_there_is_none() => Assert.False(Outage.Is(Assert.Throws<FileNotFoundException>(() => File.OpenRead(Path.GetRandomFileName()))));
}
