using System.Diagnostics;
using Npgsql;

namespace MetricsPlatform.Standalone.Postgres;

/// <summary>A PostgreSQL server of our own, on loopback, with all its safety on. It outlives our crash and is taken over at the next start.</summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Name = "metricsplatform";

    /// <summary>Recovery after a crash replays the log, at most max_wal_size of it.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly DataFolder folder;
    private readonly PostgresBinaries binaries;

    private EmbeddedPostgres(DataFolder folder, PostgresBinaries binaries)
    {
        this.folder = folder;
        this.binaries = binaries;
    }

    /// <summary>Major version of the server.</summary>
    public int Major => binaries.Major;

    public int Port { get; private set; }

    public string ConnectionString => ConnectionTo(Name);

    /// <summary>How to reach the server that another process runs on a data folder; null: none does.</summary>
    /// <param name="path">As for <see cref="DataFolder.TakeAsync"/>.</param>
    public static async Task<string?> RunningAsync(string? path)
    {
        var home = Path.Combine(await DataFolder.ChooseAsync(path), "postgres");
        return Postmaster.Of(Path.Combine(home, "data")) is { IsRunning: true, IsStopping: false } running
            ? ConnectionTo(running.Port, await File.ReadAllTextAsync(Path.Combine(home, "password")), Name)
            : null;
    }

    /// <summary>Starts the server on the folder, or takes over the one that a killed process left there.</summary>
    /// <param name="folder">Stays the caller's; dispose of it after the server.</param>
    /// <exception cref="StartupException">It cannot be started.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(DataFolder folder)
    {
        var server = new EmbeddedPostgres(folder, await PostgresBinaries.FindAsync(folder.ClusterMajor));
        if (folder.ClusterMajor is null)
        {
            await server.CreateClusterAsync();
        }
        if (Postmaster.Of(folder.Cluster) is { IsRunning: true, IsStopping: false } left)
        {
            server.Port = left.Port;
        }
        else
        {
            await server.LeftoversGoneAsync();
            await server.StartServerAsync();
        }
        await server.CreateDatabaseAsync();
        return server;
    }

    /// <summary>Stops the server: open transactions are rolled back, everything committed is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await folder.Account.RunAsync(folder.Home, binaries.PgCtl, "stop", "-D", folder.Cluster, "-m", "fast", "-w", "-t", "120");
    }

    /// <summary>Made beside and moved into place, so that a start which is interrupted leaves no half cluster.</summary>
    private async Task CreateClusterAsync()
    {
        if (Directory.Exists(folder.UnfinishedCluster))
        {
            Directory.Delete(folder.UnfinishedCluster, recursive: true);
        }
        var made = await folder.Account.RunAsync(folder.Home, binaries.Initdb, "-D", folder.UnfinishedCluster, "--username", Name,
            "--pwfile", folder.PasswordFile, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--data-checksums");
        if (!made.Succeeded)
        {
            throw new StartupException($"PostgreSQL cannot make its files in {folder.Home}: {made.Output}");
        }
        Directory.Move(folder.UnfinishedCluster, folder.Cluster);
    }

    /// <summary>Waits for the last processes of a server that stops or was killed, then removes its mark.</summary>
    private async Task LeftoversGoneAsync()
    {
        if (Postmaster.Of(folder.Cluster) is not { } last)
        {
            return;
        }
        var waited = Stopwatch.StartNew();
        while (last.Processes() is { Count: > 0 } processes)
        {
            if (waited.Elapsed > LeaveTimeout)
            {
                throw new StartupException($"Processes of an earlier PostgreSQL still work on {folder.Cluster} and do not end: {string.Join(", ", processes)}. End them and start again.");
            }
            await Task.Delay(Step);
        }
        File.Delete(Path.Combine(folder.Cluster, "postmaster.pid"));
    }

    private async Task StartServerAsync()
    {
        Port = await ServerSettings.WriteAsync(folder);
        if (File.Exists(folder.Log))
        {
            File.Move(folder.Log, folder.Log + ".old", overwrite: true);
        }
        var started = await folder.Account.RunAsync(folder.Home,
            binaries.PgCtl, "start", "-D", folder.Cluster, "-l", folder.Log, "-w", "-t", $"{StartTimeout.TotalSeconds:0}");
        if (!started.Succeeded)
        {
            var said = File.Exists(folder.Log) ? string.Join(Environment.NewLine, File.ReadLines(folder.Log).TakeLast(10)) : started.Output;
            throw new StartupException($"PostgreSQL does not start; {folder.Log} ends with:{Environment.NewLine}{said}");
        }
    }

    private async Task CreateDatabaseAsync()
    {
        await using var database = NpgsqlDataSource.Create(ConnectionTo("postgres"));
        await using var connection = await ConnectAsync(database);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = Name } } };
        if (await exists.ExecuteScalarAsync() is null)
        {
            await using var create = new NpgsqlCommand($"create database {Name}", connection);
            await create.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A server that was taken over may still be recovering.</summary>
    private async Task<NpgsqlConnection> ConnectAsync(NpgsqlDataSource database)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await database.OpenConnectionAsync();
            }
            catch (NpgsqlException e) when (e.IsTransient && waited.Elapsed < StartTimeout && Postmaster.Of(folder.Cluster) is { IsRunning: true })
            {
                await Task.Delay(Step);
            }
            catch (NpgsqlException e)
            {
                throw new StartupException($"The PostgreSQL in {folder.Home} does not let us in: {e.Message}");
            }
        }
    }

    private string ConnectionTo(string database) => ConnectionTo(Port, folder.Password, database);

    private static string ConnectionTo(int port, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = Name,
        Password = password,
        Database = database,
        MaxPoolSize = 40,
    }.ConnectionString;
}
