using System.Net;
using System.Net.Sockets;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Health;

/// <summary>What a process leaves behind in PostgreSQL when it dies.</summary>
[Collection(PostgresTests.Name)]
public sealed class AbsenceTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_lock_of_a_session_that_sleeps_is_free_soon_after_its_process_is_gone()
    {
        var direct = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());
        using var door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["ConnectionStrings:Postgres"] = new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Port = ((IPEndPoint)door.LocalEndpoint).Port }.ConnectionString;
        builder.AddPlatformDefaults("holder");
        await using var app = builder.Build();
        using var leaving = new CancellationTokenSource();
        var passing = Pass(door, direct.Port, leaving.Token);
        var holding = Hold(app.Services.GetRequiredService<NpgsqlDataSource>());
        await using var looking = NpgsqlDataSource.Create(direct);
        await Eventually.Be(() => Locks(looking), count => count == 1);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => passing);
        await Eventually.Be(() => Locks(looking), count => count == 0);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => holding);
    }

    private static async Task Hold(NpgsqlDataSource database)
    {
        await using var hold = database.CreateCommand("select pg_advisory_lock(4711), pg_sleep(1000)");
        hold.CommandTimeout = 0;
        await hold.ExecuteNonQueryAsync();
    }

    private static async Task<long> Locks(NpgsqlDataSource database)
    {
        await using var count = database.CreateCommand("select count(*) from pg_locks where locktype = 'advisory' and objid = 4711 and granted");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>Passes on the first connection's bytes, both ways, until both ends are closed at once.</summary>
    private static async Task Pass(TcpListener door, int port, CancellationToken ct)
    {
        using var near = await door.AcceptTcpClientAsync(ct);
        using var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, port, ct);
        await Task.WhenAll(near.GetStream().CopyToAsync(far.GetStream(), ct), far.GetStream().CopyToAsync(near.GetStream(), ct));
    }
}
