namespace MetricsPlatform.Tests.Integration.Fixtures;

/// <summary>The source tree that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static Task<string> Read(params string[] path) => File.ReadAllTextAsync(Path.Combine([Root, .. path]));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "MetricsPlatform.sln")) ? folder.FullName : Find(folder.Parent!);
}
