using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Formats.Kubernetes;

/// <summary>Kubernetes resources as <c>kubectl get … -o json</c> writes them.</summary>
internal static class Resources
{
    /// <summary>One resource, a list of them (<c>kind: List</c>), an array, or an object of arrays by the resources' plural names.</summary>
    public static IEnumerable<ReportValue> Of(ReportValue json) =>
        json.IsList ? json.Each()
        : json["items"].IsList ? json["items"].Each()
        : json["apiVersion"].Exists ? [json]
        : json.Each().Where(member => member.IsList).SelectMany(member => member.Each());

    /// <summary><c>default/Deployment/web</c>; a resource of the cluster has no namespace. A replica set is its deployment's, whatever the revision.</summary>
    public static string Name(string? space, string? kind, string? name) =>
        string.Join('/', new[] { space, kind, kind is "ReplicaSet" && name is not null ? WithoutHash(name) : name }.OfType<string>());

    /// <summary>The last part of a replica set's name is a hash of the pods' template.</summary>
    private static string WithoutHash(string name) => name.LastIndexOf('-') is > 0 and var end ? name[..end] : name;
}
