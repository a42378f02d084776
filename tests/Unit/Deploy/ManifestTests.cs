using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using MetricsPlatform.Tests.Unit.Architecture;

namespace MetricsPlatform.Tests.Unit.Deploy;

public sealed partial class ManifestTests
{
    // Kinds of operators, with the version that deploy/k8s is written for.
    private static readonly string[] Custom =
    [
        "postgresql.cnpg.io/v1 Cluster", "postgresql.cnpg.io/v1 Database", "rabbitmq.com/v1beta1 RabbitmqCluster", "keda.sh/v1alpha1 ScaledObject",
        "monitoring.coreos.com/v1 PodMonitor", "monitoring.coreos.com/v1 PrometheusRule",
    ];

    [Fact]
    public void Every_field_of_a_built_in_kind_is_known_and_of_its_type() =>
        Assert.All(Manifest.BuiltIn, m => Assert.Single(KubernetesYaml.LoadAllFromString(m.Text, strict: true)));

    [Fact]
    public void Other_kinds_are_those_of_the_operators_that_the_page_names() =>
        Assert.Equal(Custom.Order(), Manifest.All.Except(Manifest.BuiltIn).Select(m => $"{m.ApiVersion} {m.Kind}").Distinct().Order());

    [Fact]
    public void A_selector_selects_the_pods_of_its_template_and_nothing_else_does() => Assert.All(Manifest.Workloads, workload =>
    {
        Assert.All(workload.Selector.MatchLabels, label => Assert.Equal(label.Value, workload.Template.Metadata.Labels[label.Key]));
        Assert.Single(Manifest.Workloads, other => workload.Selector.MatchLabels.All(l => other.Template.Metadata.Labels.TryGetValue(l.Key, out var value) && value == l.Value));
    });

    [Fact]
    public void A_service_leads_to_a_port_that_the_pods_have() =>
        Assert.All(Manifest.All.Where(m => m.Kind == "Service").Select(m => m.Load<V1Service>()).Where(s => s.Spec.Type != "ExternalName"), service =>
        {
            var pods = Manifest.Workloads.Single(w => service.Spec.Selector.All(l => w.Template.Metadata.Labels[l.Key] == l.Value)).Template.Spec;
            Assert.All(service.Spec.Ports, port => Assert.Contains(pods.Containers.SelectMany(c => c.Ports), p => p.Name == port.TargetPort.Value));
        });

    [Fact]
    public void A_disruption_budget_holds_for_each_of_our_services() => Assert.Equal(
        ["correlation", "ingestion", "kpi"],
        Manifest.All.Where(m => m.Kind == "PodDisruptionBudget").Select(m => m.Load<V1PodDisruptionBudget>().Spec.Selector.MatchLabels["app.kubernetes.io/name"]).Order());

    [Fact]
    public void Our_images_are_those_that_the_build_makes() => Assert.Equal(
        ImageTarget().Matches(Repository.Read("deploy", "images", "Dockerfile")).Select(t => t.Groups["name"].Value).Where(name => name != "demo")   // Compose's alone
            .Select(name => $"metricsplatform/{name}").Order(),
        Manifest.Workloads.SelectMany(w => w.Template.Spec.Containers).Select(c => c.Image).Where(i => i.StartsWith("metricsplatform/", StringComparison.Ordinal)).Order());

    [Fact]
    public void No_secret_stands_in_a_manifest() => Assert.DoesNotContain(Manifest.All, m => m.Kind == "Secret");

    [Fact]
    public void The_operators_rules_are_those_of_prometheus() => Assert.Equal(
        string.Concat(Repository.Files("deploy/prometheus/rules", "*.yml").Order(StringComparer.Ordinal).Select(f => Groups(File.ReadAllText(f)))),
        Groups(Repository.Read("deploy", "k8s", "components", "monitoring", "rules.yaml")));

    /// <summary>What follows <c>groups:</c>, without indentation and empty lines.</summary>
    private static string Groups(string text) => string.Concat(
        text.Split('\n').SkipWhile(line => line.Trim() != "groups:").Skip(1).Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => $"{line}\n"));

    [GeneratedRegex("^FROM runtime AS (?<name>[a-z]+)$", RegexOptions.Multiline)]
    private static partial Regex ImageTarget();
}
