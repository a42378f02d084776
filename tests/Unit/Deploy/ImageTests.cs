using System.Text.RegularExpressions;
using System.Xml.Linq;
using MetricsPlatform.Tests.Unit.Architecture;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary>The build stage of the images sees only what the Dockerfile copies and .dockerignore lets in.</summary>
public sealed partial class ImageTests
{
    private static readonly string[] Copied = [.. Copy().Matches(Repository.Read("deploy", "images", "Dockerfile")).SelectMany(c => c.Groups["from"].Value.Split(' '))];

    [Fact]
    public void It_has_the_settings_that_hold_for_every_project()
    {
        var settings = Directory.GetFiles(Repository.Root).Select(f => Path.GetFileName(f)).Where(f => f is ".editorconfig" or "global.json" or "BannedSymbols.txt" || f.EndsWith(".props", StringComparison.Ordinal));
        Assert.Empty(settings.Except(Copied));
    }

    [Fact]
    public void It_has_what_projects_take_from_elsewhere()
    {
        var outside = Repository.Files("services", "*.csproj").Concat(Repository.Files("shared", "*.csproj")).SelectMany(Included).Distinct()
            .Where(path => !path.StartsWith("services/", StringComparison.Ordinal) && !path.StartsWith("shared/", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(outside);
        Assert.Empty(outside.Except(Copied));
        Assert.Empty(outside.Select(path => $"!{path}").Except(Repository.Read(".dockerignore").Split('\n')));
    }

    /// <summary>Else the same sources would not give the same bytes: Directory.Packages.props.</summary>
    [Fact]
    public void Code_for_logging_is_generated_in_the_same_order_each_time()
    {
        var logging = Repository.Files("services", "*.csproj").Concat(Repository.Files("shared", "*.csproj"))
            .Where(project => Directory.EnumerateFiles(Path.GetDirectoryName(project)!, "*.cs", SearchOption.AllDirectories).Any(file => File.ReadAllText(file).Contains("[LoggerMessage(", StringComparison.Ordinal)))
            .ToArray();

        Assert.NotEmpty(logging);
        Assert.All(logging, project => Assert.Contains("Include=\"Microsoft.Extensions.Logging.Abstractions\" IncludeAssets=\"analyzers\"", File.ReadAllText(project), StringComparison.Ordinal));
    }

    /// <summary>Files that a project names, from the repository's root.</summary>
    private static IEnumerable<string> Included(string project) => XDocument.Load(project).Descendants()
        .Where(item => item.Name.LocalName is "EmbeddedResource" or "Content" or "Compile" or "None" or "AdditionalFiles")
        .Select(item => item.Attribute("Include")?.Value).OfType<string>()
        .Select(include => Path.GetRelativePath(Repository.Root, Path.GetFullPath(include, Path.GetDirectoryName(project)!)));

    [GeneratedRegex("^COPY (?!--from)(?<from>.+) [^ ]+$", RegexOptions.Multiline)]
    private static partial Regex Copy();
}
