using k8s.Models;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary>The restricted level of the Pod Security Standards (kubernetes.io/docs/concepts/security/pod-security-standards), and what else a pod of ours keeps.</summary>
public sealed class PodSecurityTests
{
    private static readonly string[] Volumes = ["configMap", "emptyDir", "projected", "persistentVolumeClaim"];

    public static TheoryData<string> Pods => [.. Manifest.Workloads.Select(w => w.ToString())];

    public static TheoryData<string> Jobs => [.. Manifest.Jobs.Select(job => job.Metadata.Name)];

    [Theory, MemberData(nameof(Pods))]
    public void A_pod_is_restricted(string name) => IsRestricted(Pod(name));

    [Theory, MemberData(nameof(Jobs))]
    public void A_job_is_restricted_and_says_what_it_needs(string name)
    {
        var pod = Manifest.Jobs.Single(job => job.Metadata.Name == name).Spec.Template.Spec;

        IsRestricted(pod);
        Assert.All(pod.Containers, c => Assert.Equal(["cpu", "memory", "memory"], c.Resources.Requests.Keys.Order().Concat(c.Resources.Limits.Keys)));
        Assert.All(pod.Containers, c => Assert.Contains(c.Image, Manifest.Workloads.SelectMany(w => w.Template.Spec.Containers).Select(other => other.Image)));
    }

    [Theory, MemberData(nameof(Pods))]
    public void A_container_says_what_it_needs_and_how_it_is(string name) => Assert.All(Pod(name).Containers, c =>
    {
        Assert.True(c.Resources.Requests.ContainsKey("cpu"));
        Assert.True(c.Resources.Requests.ContainsKey("memory"));
        Assert.True(c.Resources.Limits.ContainsKey("memory"));
        Assert.NotNull(c.StartupProbe);
        Assert.NotNull(c.LivenessProbe);
        Assert.NotNull(c.ReadinessProbe);
    });

    [Theory, MemberData(nameof(Pods))]
    public void What_is_mounted_is_there(string name)
    {
        var pod = Pod(name);
        var claims = Manifest.Workloads.Single(w => w.ToString() == name).Manifest is { Kind: "StatefulSet" } m ? m.Load<V1StatefulSet>().Spec.VolumeClaimTemplates : null;
        var volumes = pod.Volumes.Select(v => v.Name).Concat((claims ?? []).Select(c => c.Metadata.Name)).ToList();

        Assert.All(pod.Containers.SelectMany(c => c.VolumeMounts), mount => Assert.Contains(mount.Name, volumes));
    }

    private static void IsRestricted(V1PodSpec pod)
    {
        Assert.NotEqual(true, pod.HostNetwork);
        Assert.NotEqual(true, pod.HostPID);
        Assert.NotEqual(true, pod.HostIPC);
        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.NotEqual(0, pod.SecurityContext.RunAsUser);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
        Assert.False(pod.AutomountServiceAccountToken);
        Assert.All(pod.Volumes, v => Assert.Contains(Volumes, kind => kind switch
        {
            "configMap" => v.ConfigMap is not null, "emptyDir" => v.EmptyDir is not null, "projected" => v.Projected is not null, _ => v.PersistentVolumeClaim is not null,
        }));
        Assert.All(pod.Containers, c =>
        {
            Assert.False(c.SecurityContext.AllowPrivilegeEscalation);
            Assert.True(c.SecurityContext.ReadOnlyRootFilesystem);
            Assert.Equal(["ALL"], c.SecurityContext.Capabilities.Drop);
            Assert.NotEqual(true, c.SecurityContext.Privileged);
        });
    }

    private static V1PodSpec Pod(string name) => Manifest.Workloads.Single(w => w.ToString() == name).Template.Spec;
}
