using k8s;
using k8s.Models;
using MetricsPlatform.Tests.Unit.Architecture;
using YamlDotNet.Serialization;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary>One document of <c>deploy/k8s</c>, as it stands in its file.</summary>
/// <param name="File">Its path in the repository.</param>
/// <param name="Text">YAML.</param>
public sealed record Manifest(string File, string ApiVersion, string Kind, string Text)
{
    private static readonly string[] ForKustomize = ["Kustomization", "Component"];

    /// <summary>All but what kustomize reads itself.</summary>
    public static IReadOnlyList<Manifest> All { get; } =
        [.. Repository.Files("deploy/k8s", "*.yaml").Where(file => Path.GetFileName(file) != "platform.yaml").SelectMany(Documents).Where(m => !ForKustomize.Contains(m.Kind))];

    /// <summary>Of kinds that Kubernetes itself has.</summary>
    public static IEnumerable<Manifest> BuiltIn => All.Where(m => !m.ApiVersion.Contains('.', StringComparison.Ordinal) || m.ApiVersion.Contains("k8s.io", StringComparison.Ordinal));

    /// <summary>What makes pods.</summary>
    public static IEnumerable<Workload> Workloads => All.Select(m => m.Kind switch
    {
        "Deployment" when m.Load<V1Deployment>() is var d => new Workload(m, d.Metadata.Name, d.Spec.Selector, d.Spec.Template),
        "StatefulSet" when m.Load<V1StatefulSet>() is var s => new Workload(m, s.Metadata.Name, s.Spec.Selector, s.Spec.Template),
        _ => null,
    }).OfType<Workload>();

    public static IEnumerable<V1Job> Jobs => All.Where(m => m.Kind == "Job").Select(m => m.Load<V1Job>());

    /// <summary>With every field known and of its type.</summary>
    public T Load<T>() => KubernetesYaml.Deserialize<T>(Text, strict: true);

    public override string ToString() => $"{File}: {Kind}";

    private static IEnumerable<Manifest> Documents(string file)
    {
        foreach (var text in System.IO.File.ReadAllText(file).Split("\n---\n"))
        {
            var fields = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(text);
            yield return new(Path.GetRelativePath(Repository.Root, file), (string)fields["apiVersion"], (string)fields["kind"], text);
        }
    }
}

/// <summary>What makes pods.</summary>
public sealed record Workload(Manifest Manifest, string Name, V1LabelSelector Selector, V1PodTemplateSpec Template)
{
    public override string ToString() => $"{Manifest.File}: {Name}";
}
