using MetricsPlatform.Standalone.Postgres;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>A data folder of the platform that is gone afterwards, with whatever server still runs on it.</summary>
public sealed class DataDirectory : IAsyncDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"metricsplatform-{Guid.NewGuid():N}");

    /// <summary>Takes the folder over while no platform runs on it, looks into the database, and leaves the server running, as a killed platform does.</summary>
    public async Task<T> Inspect<T>(Func<string, Task<T>> look)
    {
        using var folder = await DataFolder.TakeAsync(Path);
        return await look((await EmbeddedPostgres.StartAsync(folder)).ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(Path))
        {
            using (var folder = await DataFolder.TakeAsync(Path))
            {
                await (await EmbeddedPostgres.StartAsync(folder)).DisposeAsync();
            }
            Directory.Delete(Path, recursive: true);
        }
    }
}
