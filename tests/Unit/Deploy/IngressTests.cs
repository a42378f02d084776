using System.Text.RegularExpressions;
using k8s.Models;
using MetricsPlatform.Tests.Unit.Architecture;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary>One address for two services: each route is led to the one that has it.</summary>
public sealed partial class IngressTests
{
    private static readonly List<V1HTTPIngressPath> Paths =
        [.. Manifest.All.Where(m => m.Kind == "Ingress").SelectMany(m => m.Load<V1Ingress>().Spec.Rules).SelectMany(r => r.Http.Paths)];

    [Theory]
    [InlineData("ingestion", "Ingestion", 6)]
    [InlineData("kpi", "Kpi", 8)]
    public void What_a_service_answers_is_led_to_it(string backend, string service, int atLeast)
    {
        var routes = Directory.EnumerateFiles(Path.Combine(Repository.Root, "services", service, service), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Route().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value)).Distinct().ToList();

        Assert.True(routes.Count >= atLeast, string.Join(' ', routes));
        Assert.All(routes, route => Assert.Equal((route, backend), (route, BackendOf(route))));
    }

    /// <summary>As the longest path that begins it says (Kubernetes, Ingress, "Multiple matches").</summary>
    private static string BackendOf(string route) =>
        Paths.Where(p => p.Path == "/" || route == p.Path || route.StartsWith(p.Path + "/", StringComparison.Ordinal)).MaxBy(p => p.Path.Length)!.Backend.Service.Name;

    /// <summary>A route as code names it, up to its first parameter.</summary>
    [GeneratedRegex("""(?:Map(?:Get|Post|Prepared)\w*\(|Path = )"(/[a-z0-9/-]*[a-z])""")]
    private static partial Regex Route();
}
