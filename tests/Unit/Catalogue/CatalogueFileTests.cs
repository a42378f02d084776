using MetricsPlatform.Hosting.Catalogue;
using Microsoft.Extensions.Logging.Abstractions;

namespace MetricsPlatform.Tests.Unit.Catalogue;

public sealed class CatalogueFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private string FilePath => Path.Combine(folder.FullName, "platform.yaml");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Without_a_file_the_default_is_in_force_until_there_is_one()
    {
        var file = Open(required: false);
        Assert.Same(PlatformCatalogue.Default, file.Current);

        Write("flapWindow: 1h");
        file.Refresh();

        Assert.Equal(TimeSpan.FromHours(1), file.Current.FlapWindow);
    }

    [Fact]
    public void A_file_that_is_named_must_exist() =>
        Assert.Contains(FilePath, Assert.Throws<CatalogueException>(() => Open(required: true)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_wrong_file_refuses_the_start()
    {
        Write("flapWindow: soon");
        Assert.Throws<CatalogueException>(() => Open(required: false));
    }

    [Fact]
    public void A_changed_file_is_taken_and_told_once()
    {
        Write("flapWindow: 1h");
        var file = Open(required: true);
        var told = new List<PlatformCatalogue>();
        file.Changed += told.Add;

        file.Refresh();
        Write("flapWindow: 2h");
        file.Refresh();
        file.Refresh();

        Assert.Same(file.Current, Assert.Single(told));
        Assert.Equal(TimeSpan.FromHours(2), file.Current.FlapWindow);
    }

    [Theory]
    [InlineData("flapWindow: soon")]
    [InlineData(null)]
    public void A_file_that_becomes_wrong_or_goes_leaves_the_last_good_one_in_force(string? text)
    {
        Write("flapWindow: 1h");
        var file = Open(required: true);
        file.Changed += _ => Assert.Fail("nothing has changed");

        if (text is null)
        {
            File.Delete(FilePath);
        }
        else
        {
            Write(text);
        }
        file.Refresh();

        Assert.Equal(TimeSpan.FromHours(1), file.Current.FlapWindow);
    }

    [Fact]
    public void A_link_that_is_swapped_is_a_change()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "a"), "flapWindow: 1h");
        File.WriteAllText(Path.Combine(folder.FullName, "b"), "flapWindow: 2h");
        File.CreateSymbolicLink(FilePath, "a");
        var file = Open(required: true);

        File.Delete(FilePath);
        File.CreateSymbolicLink(FilePath, "b");
        file.Refresh();

        Assert.Equal(TimeSpan.FromHours(2), file.Current.FlapWindow);
    }

    private void Write(string text) => File.WriteAllText(FilePath, text);

    private CatalogueFile Open(bool required) => new(FilePath, required, NullLogger<CatalogueFile>.Instance);
}
