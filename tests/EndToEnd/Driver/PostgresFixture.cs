using MetricsPlatform.Standalone.Postgres;
using Npgsql;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>A PostgreSQL server, started the way the platform starts its own; a fresh store is a database in it.</summary>
public sealed class PostgresFixture : IAsyncLifetime, IAsyncDisposable
{
    private readonly DataDirectory data = new();
    private DataFolder? folder;
    private EmbeddedPostgres? server;

    public async Task InitializeAsync()
    {
        folder = await DataFolder.TakeAsync(data.Path);
        server = await EmbeddedPostgres.StartAsync(folder);
    }

    public int Port => server!.Port;

    /// <summary>As <c>kill -9</c> of the server; what was committed stays.</summary>
    public void Kill()
    {
        NpgsqlConnection.ClearAllPools();
        using var postmaster = System.Diagnostics.Process.GetProcessById(Postmaster.Of(folder!.Cluster)!.ProcessId);
        postmaster.Kill();
    }

    public bool IsRunning => Postmaster.Of(folder!.Cluster) is { IsRunning: true };

    /// <summary>The server goes away as an administrator stops it; what was committed stays.</summary>
    public ValueTask Stop() => server!.DisposeAsync();

    /// <summary>It comes back at the same port.</summary>
    public async Task Start() => server = await EmbeddedPostgres.StartAsync(folder!);

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        folder?.Dispose();
        await data.DisposeAsync();
    }

    /// <returns>Connection string of an empty database of its own.</returns>
    public async Task<string> CreateDatabase()
    {
        var name = $"test_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(server!.ConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }
}
