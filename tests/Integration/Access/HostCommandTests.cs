using System.Diagnostics;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Tests.Integration.Fixtures;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Access;

[Collection(PostgresTests.Name)]
public sealed class HostCommandTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_services_own_program_makes_keys_where_the_service_looks_for_them()
    {
        var connection = await postgres.CreateDatabaseAsync();
        var (_, key, _) = await Run(
            "Ingestion", "Host=127.0.0.1;Port=1", connection,
            "keys", "create", "--name", "ci", "--scope", "publish,read", "--service", "shop", "--service", "web", "--team", "payments", "--expires", "never");

        await using var database = NpgsqlDataSource.Create(connection);
        var stored = Assert.Single(await new KeyStore(database, TimeProvider.System).List(null, default));
        Assert.Equal((KeyText.IdOf(key), "ci", "Publish Read", "shop web", null), (stored.Id, stored.Name, Text(stored.Scopes), Text(stored.Services!), stored.ExpiresAt));

        Assert.Equal(["payments"], stored.Teams!);

        static string Text<T>(IEnumerable<T> items) => string.Join(' ', items.Order());
    }

    [Theory]
    [InlineData("Ingestion", "ingestion.outbox")]
    [InlineData("Correlation", "correlation.mt_events")]
    [InlineData("Kpi", "kpi.finding")]
    public async Task Tables_are_made_before_a_version_is_rolled_out(string service, string table)
    {
        var connection = await postgres.CreateDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(connection);

        Assert.Equal((0, "The tables are there.", ""), await Run(service, connection, connection, "migrate"));
        await Execute(database, $"alter table {table} add column of_a_later_version text");
        Assert.Equal((0, "The tables are there.", ""), await Run(service, connection, connection, "migrate"));

        // Neither it nor the keys were made anew.
        await Execute(database, $"select of_a_later_version from {table}");
        await Execute(database, "select id from access.api_key");
    }

    [Fact]
    public async Task Read_models_of_another_layout_go_on_serving_when_a_version_is_about_to_be_rolled_out()
    {
        var connection = await postgres.CreateDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(connection);
        await Run("Kpi", connection, connection, "migrate");
        await Execute(database, "update kpi.generation set layout = layout - 1");
        await Execute(database, "insert into kpi.service (service, applied) values ('shop', 7)");

        Assert.Equal(0, (await Run("Kpi", connection, connection, "migrate")).ExitCode);

        await using var kept = database.CreateCommand("select applied from kpi.service");
        Assert.Equal(7L, await kept.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_and_the_program_ends()
    {
        var (code, said, complaint) = await Run("Correlation", "Host=127.0.0.1;Port=1", "Host=127.0.0.1;Port=1", "migrate");

        Assert.Equal((1, ""), (code, said));
        Assert.StartsWith("The tables could not be made: ", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ingestion")]
    [InlineData("Correlation")]
    [InlineData("Kpi")]
    public async Task A_service_that_nobody_could_use_says_how_to_make_a_key_and_nothing_else(string service)
    {
        var connection = await postgres.CreateDatabaseAsync();

        var (code, said, complaint) = await Run(service, connection, connection);

        Assert.Equal((1, ""), (code, said));   // no log of what had begun
        Assert.StartsWith("There is no active API key in the database ", complaint, StringComparison.Ordinal);
        Assert.Contains($"dotnet MetricsPlatform.{service}.Host.dll keys create ", complaint, StringComparison.Ordinal);
    }

    private static async Task Execute(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(int ExitCode, string Said, string Complaint)> Run(string service, string database, string keys, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"MetricsPlatform.{service}.Host.dll"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ConnectionStrings__Postgres"] = database, ["ConnectionStrings__Keys"] = keys },
        };
        using var process = Process.Start(start)!;
        var complaint = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said.TrimEnd(), (await complaint).TrimEnd());
    }
}
