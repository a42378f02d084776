using MetricsPlatform.Standalone.Postgres;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Kpi;

/// <summary>One PostgreSQL server for all tests of Kpi, an own database for each.</summary>
public sealed class KpiDatabases : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("kpi-tests-").FullName;
    private DataFolder? data;
    private EmbeddedPostgres? server;
    private int databases;

    public async Task InitializeAsync()
    {
        data = await DataFolder.TakeAsync(folder);
        server = await EmbeddedPostgres.StartAsync(data);
    }

    /// <summary>Connection string of a new, empty database.</summary>
    public async Task<string> Create()
    {
        var name = $"kpi_{Interlocked.Increment(ref databases)}";
        await using var admin = new NpgsqlConnection(server!.ConnectionString);
        await admin.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", admin);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
    }

    public async Task DisposeAsync()
    {
        await server!.DisposeAsync();
        data!.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

[CollectionDefinition(nameof(KpiTests))]
public sealed class KpiTests : ICollectionFixture<KpiDatabases>;
