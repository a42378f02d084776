using System.Reflection;
using System.Xml.Linq;
using MetricsPlatform.Correlation.Domain;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Tests.Unit.Architecture;

/// <summary>docs/architecture.md, who owns what.</summary>
public sealed class ReferenceRulesTests
{
    public static TheoryData<string> Services => [.. Repository.Files("services", "*.csproj").Select(file => Path.GetRelativePath(Repository.Root, file))
        .Where(file => !file.Contains("Standalone", StringComparison.Ordinal))];

    [Theory]
    [InlineData(typeof(ReadItem))]
    [InlineData(typeof(Recorder))]
    [InlineData(typeof(KpiEvaluation))]
    public void Domain_code_refers_to_contracts_and_the_framework_only(Type type) =>
        Assert.All(type.Assembly.GetReferencedAssemblies(), (AssemblyName reference) => Assert.True(
            reference.Name!.StartsWith("System.", StringComparison.Ordinal) || reference.Name == "MetricsPlatform.Contracts", reference.Name));

    [Fact]
    public void Contracts_refer_to_the_framework_only() =>
        Assert.All(typeof(Contracts.Severity).Assembly.GetReferencedAssemblies(), (AssemblyName reference) =>
            Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_refers_to_itself_and_to_what_is_shared(string project)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, project))!;
        var own = Path.Combine(Repository.Root, "services", project.Split(Path.DirectorySeparatorChar)[1]) + Path.DirectorySeparatorChar;
        var shared = Path.Combine(Repository.Root, "shared") + Path.DirectorySeparatorChar;
        var references = XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFullPath(Path.Combine(folder, reference.Attribute("Include")!.Value)));

        Assert.All(references, reference => Assert.True(
            reference.StartsWith(own, StringComparison.Ordinal) || reference.StartsWith(shared, StringComparison.Ordinal), reference));
    }

    /// <summary>It goes into other people's pipelines and speaks HTTP only.</summary>
    [Fact]
    public void The_client_refers_to_no_project_of_ours() =>
        Assert.Empty(XDocument.Parse(Repository.Read("clients", "mp", "Mp.csproj")).Descendants("ProjectReference"));

    [Fact]
    public void All_services_are_looked_at() => Assert.True(Services.Count >= 9);
}
