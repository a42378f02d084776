using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MetricsPlatform.Standalone.Postgres;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>A RabbitMQ broker of our own: loopback ports, data and name that no other broker of the machine has. Debian's package <c>rabbitmq-server</c>.</summary>
/// <remarks>It also has a name server (epmd) of its own: the machine's might not let us in, and one that a broker starts would stay behind.</remarks>
public sealed class RabbitMqServer : IAsyncDisposable
{
    /// <summary>The liveness probe of our manifests, for <c>rabbitmqctl eval</c>: the log of quorum queues is written, and each queue's member here runs. Not so: an error.</summary>
    public const string Probe =
        "true = lists:all(fun(Name) -> is_pid(whereis(Name)) end, [ra_log_wal, ra_coordination_log_wal | [element(1, amqqueue:get_pid(Queue)) || Queue <- rabbit_amqqueue:list_local_quorum_queues()]]).";

    /// <summary>What the trial's manifest does after each start, for <c>rabbitmqctl eval</c>: a queue whose log cannot be read never runs again, and is deleted; services declare it anew.</summary>
    public const string Mend =
        "[rabbit_amqqueue:delete(Queue, false, false, <<\"started\">>) || Queue <- rabbit_amqqueue:list_local_quorum_queues(), not is_pid(whereis(element(1, amqqueue:get_pid(Queue))))].";

    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string Control = "/usr/lib/rabbitmq/bin/rabbitmqctl";

    private readonly string path = Path.Combine(Path.GetTempPath(), $"metricsplatform-rabbitmq-{Guid.NewGuid():N}");
    private readonly int port = FreePort.Find();
    private readonly int distributionPort = FreePort.Find();
    private readonly int namePort = FreePort.Find();
    private readonly ServerAccount account;
    private readonly ChildProcess names;
    private ChildProcess? broker;

    private RabbitMqServer(ServerAccount account)
    {
        this.account = account;
        names = Run(["epmd", "-port", $"{namePort}", "-address", "127.0.0.1"]);
    }

    /// <summary>What <c>Bus:Url</c> takes.</summary>
    public string Url => UrlAt(port);

    public int Port => port;

    /// <summary>Where its data and its log are.</summary>
    public string Folder => path;

    public bool IsRunning => broker is { HasExited: false };

    /// <summary>The same for a port that leads there.</summary>
    public static string UrlAt(int way) => $"amqp://guest:guest@127.0.0.1:{way}";

    /// <summary>It does not run yet.</summary>
    public static async Task<RabbitMqServer> Create()
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException($"{Program} is missing: install the package rabbitmq-server.");
        }
        var server = new RabbitMqServer(await ServerAccount.ForAsync(Path.GetTempPath()));
        await server.Prepare();
        return server;
    }

    /// <summary>Starts it, again on the data that it had, and waits until it lets clients in.</summary>
    public async Task Start()
    {
        await DisposeBroker();
        broker = Run([Program], new Dictionary<string, string>(Node)
        {
            ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(path, "rabbitmq.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(path, "plugins"),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(path, "data"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(path, "log"),
            ["RABBITMQ_PID_FILE"] = PidFile,
            // Idle schedulers sleep instead of spinning: the machine is small and shared.
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
        });
        await Eventually.Be(Listens, listens => listens);
    }

    /// <summary>As <c>kill -9</c> of the broker.</summary>
    public async Task Kill()
    {
        using var process = System.Diagnostics.Process.GetProcessById(await ProcessId());
        process.Kill();
        await broker!.Exit();
    }

    /// <summary>As an administrator stops it (SIGTERM).</summary>
    public async Task Stop()
    {
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{await ProcessId()}"]);
        await kill.WaitForExitAsync();
        await broker!.Exit();
    }

    /// <summary>What it wrote into its log file.</summary>
    public Task<string> Log() => File.ReadAllTextAsync(Path.Combine(path, "log", $"metricsplatform{port}@localhost.log"));

    /// <summary>What a liveness probe would find; false also when it does not run.</summary>
    public Task<bool> IsAlive() => Evaluate(Probe);

    /// <summary>Has the broker evaluate an expression of Erlang; false: an error, or nobody there.</summary>
    public async Task<bool> Evaluate(string expression)
    {
        await using var control = Run([Control, "-q", "eval", expression], Node);
        await control.Exit();
        return control.ExitCode == 0;
    }

    public async ValueTask DisposeAsync()
    {
        await DisposeBroker();
        await names.DisposeAsync();
        Directory.Delete(path, recursive: true);
    }

    /// <summary>Where and who the broker is, for itself and for its command line.</summary>
    private Dictionary<string, string> Node => new()
    {
        ["HOME"] = path,
        ["ERL_EPMD_PORT"] = $"{namePort}",
        ["RABBITMQ_NODENAME"] = $"metricsplatform{port}@localhost",
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(path, "none"),
    };

    private string PidFile => Path.Combine(path, "pid");

    private async Task<int> ProcessId() => int.Parse(await File.ReadAllTextAsync(PidFile), CultureInfo.InvariantCulture);

    private async Task DisposeBroker()
    {
        if (broker is { HasExited: false })
        {
            await Kill();
        }
        if (broker is not null)
        {
            await broker.DisposeAsync();
        }
    }

    private async Task Prepare()
    {
        Directory.CreateDirectory(path);
        await File.WriteAllTextAsync(Path.Combine(path, "plugins"), "[].");
        await File.WriteAllTextAsync(Path.Combine(path, "rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            disk_free_limit.absolute = 50MB

            """);
        await account.OwnAsync("-R", path);
    }

    private async Task<bool> Listens()
    {
        if (broker!.HasExited)
        {
            throw new InvalidOperationException($"RabbitMQ did not start:\n{broker.Output}");
        }
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private ChildProcess Run(string[] words, Dictionary<string, string>? environment = null) => new(account.Words(words), environment, folder: "/");
}
