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
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "MetricsPlatform.Ingestion.Host.dll"),
            "keys", "create", "--name", "ci", "--scope", "publish,read", "--service", "shop", "--service", "web", "--team", "payments", "--expires", "never",
        ])
        {
            RedirectStandardOutput = true, Environment = { ["ConnectionStrings__Postgres"] = "Host=127.0.0.1;Port=1", ["ConnectionStrings__Keys"] = connection },
        };
        using var process = Process.Start(start)!;
        var key = (await process.StandardOutput.ReadToEndAsync()).TrimEnd();
        await process.WaitForExitAsync();

        await using var database = NpgsqlDataSource.Create(connection);
        var stored = Assert.Single(await new KeyStore(database, TimeProvider.System).List(null, default));
        Assert.Equal((KeyText.IdOf(key), "ci", "Publish Read", "shop web", null), (stored.Id, stored.Name, Text(stored.Scopes), Text(stored.Services!), stored.ExpiresAt));

        Assert.Equal(["payments"], stored.Teams!);

        static string Text<T>(IEnumerable<T> items) => string.Join(' ', items.Order());
    }
}
