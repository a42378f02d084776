namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>The programs of the services: those of this build, or of another version, or of an image.</summary>
/// <param name="Place">A folder with their assemblies; or a program that becomes the one whose name it is given, such as <c>Kpi</c>. Null: beside us.</param>
public sealed record HostPrograms(string? Place = null)
{
    /// <summary>What starts one.</summary>
    public IReadOnlyList<string> Start(string service) => File.Exists(Place)
        ? [Place, service]
        : ["dotnet", Path.Combine(Place ?? AppContext.BaseDirectory, $"MetricsPlatform.{service}.Host.dll")];
}
