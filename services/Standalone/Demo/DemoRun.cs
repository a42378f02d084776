namespace MetricsPlatform.Standalone.Demo;

/// <summary>What <c>--demo</c> adds to a start.</summary>
internal static class DemoRun
{
    /// <summary>Puts the demo's catalogue beside the data, where later starts find it too; one that is there already stays.</summary>
    public static void WriteCatalogue(string file)
    {
        if (!File.Exists(file))
        {
            File.WriteAllText(file, DemoCatalogue.Yaml);
        }
    }

    /// <summary>Loads the demo beside the running platform. A demo that fails leaves the platform running.</summary>
    public static async void Load(Uri url, CancellationToken stopping)
    {
        try
        {
            await DemoLoader.Load(url, RepositoryRoot(), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped while loading; the next start with --demo goes on.
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            await Console.Error.WriteLineAsync($"The demo could not be loaded: {e.Message}");
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.Parent is { } parent && !File.Exists(Path.Combine(folder.FullName, "MetricsPlatform.sln")))
        {
            folder = parent;
        }
        return folder.FullName;
    }
}
