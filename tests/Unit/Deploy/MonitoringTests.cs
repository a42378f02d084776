using System.Globalization;
using System.Text.RegularExpressions;
using k8s.Models;
using MetricsPlatform.Tests.Unit.Architecture;
using YamlDotNet.Serialization;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary>Whoever probes, scrapes or lets in goes by the port that the images have for monitoring, and nobody else does.</summary>
public sealed partial class MonitoringTests
{
    private static readonly string Dockerfile = Repository.Read("deploy", "images", "Dockerfile");
    private static readonly int Port = int.Parse(ImagePort().Match(Dockerfile).Groups["port"].Value, CultureInfo.InvariantCulture);

    private static readonly List<Workload> Ours =
        [.. Manifest.Workloads.Where(w => w.Template.Spec.Containers.Any(c => c.Image.StartsWith("metricsplatform/", StringComparison.Ordinal)))];

    [Fact]
    public void An_image_listens_at_it_and_at_another()
    {
        Assert.Matches($"ASPNETCORE_HTTP_PORTS=\"8080;{Port}\"", Dockerfile);
        Assert.Matches($"(?m)^EXPOSE 8080 {Port}$", Dockerfile);
    }

    [Fact]
    public void A_pod_is_probed_there()
    {
        Assert.Equal(3, Ours.Count);
        Assert.All(Ours, workload =>
        {
            var container = Assert.Single(workload.Template.Spec.Containers);
            Assert.Equal([("http", 8080), ("monitoring", Port)], container.Ports.Select(p => (p.Name, p.ContainerPort)));
            Assert.All([container.StartupProbe, container.LivenessProbe, container.ReadinessProbe], probe => Assert.Equal("monitoring", probe.HttpGet.Port.Value));
        });
    }

    [Fact]
    public void No_service_and_no_ingress_leads_there()
    {
        var services = Manifest.All.Where(m => m.Kind == "Service").SelectMany(m => m.Load<V1Service>().Spec.Ports ?? []).Select(p => p.TargetPort.Value);
        var ingresses = Manifest.All.Where(m => m.Kind == "Ingress").SelectMany(m => m.Load<V1Ingress>().Spec.Rules).SelectMany(r => r.Http.Paths).Select(p => p.Backend.Service.Port.Name);

        Assert.DoesNotContain(services.Concat(ingresses), port => port == "monitoring" || port == $"{Port}");
    }

    [Fact]
    public void Prometheus_alone_is_let_in_there_and_nowhere_else()
    {
        var policies = Manifest.All.Where(m => m.Kind == "NetworkPolicy").Select(m => m.Load<V1NetworkPolicy>()).ToList();
        var rules = policies.SelectMany(p => p.Spec.Ingress).SelectMany(i => (i.Ports ?? []).SelectMany(port => i.FromProperty.Select(from => (Port: port.Port.Value, From: from)))).ToList();

        Assert.Equal(["monitoring"], rules.Where(r => r.Port == "monitoring").Select(NamespaceOf));
        Assert.Equal(["monitoring"], rules.Where(r => NamespaceOf(r) == "monitoring").Select(r => r.Port));
        var held = policies.Single(p => p.Spec.Ingress.SelectMany(i => i.Ports ?? []).Any(port => port.Port.Value == "monitoring")).Spec.PodSelector.MatchExpressions.Single().Values;
        Assert.Equal(Ours.Select(w => w.Name).Order(), held.Order());

        static string? NamespaceOf((string Port, V1NetworkPolicyPeer From) rule) => rule.From.NamespaceSelector?.MatchLabels["kubernetes.io/metadata.name"];
    }

    [Fact]
    public void The_operator_scrapes_it_of_every_pod()
    {
        var monitor = Manifest.All.Single(m => m.Kind == "PodMonitor");
        var spec = Map(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(monitor.Text)["spec"]);

        Assert.Equal("monitoring", Map(Assert.Single((List<object>)spec["podMetricsEndpoints"]))["port"]);
        // The label that kustomize puts on every pod of the base.
        Assert.Contains($"app.kubernetes.io/part-of: {Map(Map(spec["selector"])["matchLabels"])["app.kubernetes.io/part-of"]}", Repository.Read("deploy", "k8s", "base", "kustomization.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Prometheus_of_docker_compose_scrapes_it_of_each_service()
    {
        var jobs = (List<object>)new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(Repository.Read("deploy", "prometheus", "prometheus.yml"))["scrape_configs"];

        Assert.Equal(3, jobs.Count);
        Assert.All(jobs, job => Assert.Equal($"{Port}", Map(Assert.Single((List<object>)Map(job)["dns_sd_configs"]))["port"]));
    }

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;

    [GeneratedRegex("Monitoring__Port=(?<port>[0-9]+)")]
    private static partial Regex ImagePort();
}
