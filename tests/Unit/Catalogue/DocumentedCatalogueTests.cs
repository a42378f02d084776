using MetricsPlatform.Hosting.Catalogue;

namespace MetricsPlatform.Tests.Unit.Catalogue;

public sealed class DocumentedCatalogueTests
{
    [Fact]
    public void The_example_of_the_documentation_is_a_valid_catalogue()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "catalogue.md"));
        var example = page.Split("```yaml\n")[1].Split("```")[0];

        Assert.NotEmpty(CatalogueReader.Read(example, "docs/catalogue.md").Services);
    }
}
