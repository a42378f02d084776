using MetricsPlatform.Standalone.Postgres;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Fixtures;

/// <summary>A PostgreSQL server for the tests of one collection, started the way the standalone process starts its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"metricsplatform-tests-{Guid.NewGuid():N}");
    private DataFolder? folder;
    private EmbeddedPostgres? server;

    public async Task InitializeAsync()
    {
        folder = await DataFolder.TakeAsync(path);
        server = await EmbeddedPostgres.StartAsync(folder);
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        folder?.Dispose();
        Directory.Delete(path, recursive: true);
    }

    /// <summary>The server goes away.</summary>
    public async Task StopAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
            server = null;
        }
    }

    /// <summary>An empty database of its own for one test.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(server!.ConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }
}

/// <summary>Tests that need PostgreSQL share a server: those of Ingestion, which wait more than they work, have another than the rest and run beside them.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresFixture>
{
    public const string Name = "PostgreSQL";
}

[CollectionDefinition(Name)]
public sealed class InboxTests : ICollectionFixture<PostgresFixture>
{
    public const string Name = "Inbox";
}

/// <summary>Tests that look at what every host of this process does, one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LoneTests : ICollectionFixture<PostgresFixture>
{
    public const string Name = "Alone";
}
