using System.Net.Sockets;
using MetricsPlatform.Hosting.Access.Keys;
using Npgsql;

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
    /// <param name="monitoring">Where its metrics are.</param>
    /// <param name="keys">Where the demo gets its key; null: none is needed.</param>
    public static async void Load(Uri url, Uri monitoring, KeyStore? keys, CancellationToken stopping)
    {
        try
        {
            if (keys is null)
            {
                await DemoLoader.Load(new DemoAddresses(url), null, RepositoryRoot(), stopping);
                await DemoPrometheus.Run(url, monitoring, RepositoryRoot(), stopping);
                return;
            }
            var key = await DemoKeys.OfLoader(keys, stopping);
            await DemoLoader.Load(new DemoAddresses(url), key.Text, RepositoryRoot(), stopping);
            await DemoKeys.Forget(keys, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped while loading; the next start with --demo goes on.
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or NpgsqlException)
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
