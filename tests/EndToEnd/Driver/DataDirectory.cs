using MetricsPlatform.Standalone.Postgres;
using Npgsql;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>A data folder of the platform that is gone afterwards, with whatever server still runs on it.</summary>
public sealed class DataDirectory : IAsyncDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"metricsplatform-{Guid.NewGuid():N}");

    /// <summary>Asks the server that runs on the folder, be there a platform above it or not.</summary>
    /// <returns>The first column.</returns>
    public async Task<IReadOnlyList<T>> Query<T>(string sql)
    {
        var home = System.IO.Path.Combine(Path, "postgres");
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Postmaster.Of(System.IO.Path.Combine(home, "data"))!.Port,
            Username = "metricsplatform",
            Password = await File.ReadAllTextAsync(System.IO.Path.Combine(home, "password")),
            Pooling = false,
        };
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetFieldValue<T>(0));
        }
        return rows;
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
