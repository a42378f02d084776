using System.Diagnostics;
using System.Globalization;
using MetricsPlatform.Standalone;
using MetricsPlatform.Standalone.Postgres;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Standalone;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("metricsplatform-");

    public EmbeddedPostgresTests() => File.SetUnixFileMode(root.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);   // started by root, the server runs as another user

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart_at_the_same_port()
    {
        int port;
        using (var folder = await TakeAsync())
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(folder);
            await ExecuteAsync(postgres, "create table kept (x int); insert into kept values (1)");
            port = postgres.Port;
        }
        Assert.Null(Postmaster.Of(ClusterFolder));

        using var again = await TakeAsync();
        await using var restarted = await EmbeddedPostgres.StartAsync(again);
        Assert.Equal(1, await ExecuteAsync(restarted, "select x from kept"));
        Assert.Equal(port, restarted.Port);
    }

    [Fact]
    public async Task A_server_that_a_killed_process_left_running_is_taken_over()
    {
        using var folder = await TakeAsync();
        var left = await EmbeddedPostgres.StartAsync(folder);   // never stopped, as after kill -9
        var process = Postmaster.Of(ClusterFolder)!.ProcessId;

        await using var adopted = await EmbeddedPostgres.StartAsync(folder);

        Assert.Equal(process, Postmaster.Of(ClusterFolder)!.ProcessId);
        Assert.Equal(left.ConnectionString, adopted.ConnectionString);
        Assert.Equal(1, await ExecuteAsync(adopted, "select 1"));
    }

    [Fact]
    public async Task A_server_that_was_killed_too_is_recovered()
    {
        using var folder = await TakeAsync();
        var killed = await EmbeddedPostgres.StartAsync(folder);
        await ExecuteAsync(killed, "create table kept (x int); insert into kept values (1)");
        using (var server = Process.GetProcessById(Postmaster.Of(ClusterFolder)!.ProcessId))
        {
            server.Kill();
        }

        await using var recovered = await EmbeddedPostgres.StartAsync(folder);

        Assert.Equal(1, await ExecuteAsync(recovered, "select x from kept"));
    }

    [Fact]
    public async Task A_mark_whose_process_number_is_somebody_elses_by_now_does_not_prevent_the_start()
    {
        using var folder = await TakeAsync();
        await (await EmbeddedPostgres.StartAsync(folder)).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(ClusterFolder, "postmaster.pid"),
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{ClusterFolder}\n1\n5432\n\n127.0.0.1\n1 1\nready\n"));

        await using var postgres = await EmbeddedPostgres.StartAsync(folder);

        Assert.Equal(1, await ExecuteAsync(postgres, "select 1"));
    }

    [Fact]
    public async Task A_start_that_was_interrupted_while_it_made_the_cluster_leaves_nothing_behind()
    {
        using var folder = await TakeAsync();
        Directory.CreateDirectory(folder.UnfinishedCluster);
        await File.WriteAllTextAsync(Path.Combine(folder.UnfinishedCluster, "PG_VERSION"), "1");

        await using var postgres = await EmbeddedPostgres.StartAsync(folder);

        Assert.Equal(1, await ExecuteAsync(postgres, "select 1"));
        Assert.False(Directory.Exists(folder.UnfinishedCluster));
    }

    [Fact]
    public async Task Nobody_enters_without_the_password_and_only_its_owner_reads_it()
    {
        using var folder = await TakeAsync();
        await using var postgres = await EmbeddedPostgres.StartAsync(folder);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.PasswordFile));
        var guess = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(guess.ConnectionString);
        Assert.Equal(PostgresErrorCodes.InvalidPassword, (await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync())).SqlState);
    }

    [Fact]
    public async Task A_data_folder_belongs_to_one_process_at_a_time()
    {
        using (await TakeAsync())
        {
            var refused = await Assert.ThrowsAsync<StartupException>(TakeAsync);
            Assert.Contains(root.FullName, refused.Message, StringComparison.Ordinal);
        }
        using var free = await TakeAsync();
        Assert.Equal(root.FullName, free.Root);
    }

    private string ClusterFolder => Path.Combine(root.FullName, "postgres", "data");

    private Task<DataFolder> TakeAsync() => DataFolder.TakeAsync(root.FullName);

    private static async Task<object?> ExecuteAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
