using System.Globalization;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>One of several processes of a service.</summary>
public sealed class Replica : IAsyncDisposable
{
    private readonly string service;
    private readonly Dictionary<string, string> environment;
    private HostPrograms programs;
    private ChildProcess? process;

    /// <param name="service">As in <c>MetricsPlatform.SERVICE.Host</c>.</param>
    public Replica(string service, HostPrograms programs, IReadOnlyDictionary<string, string> environment)
    {
        (this.service, this.programs) = (service, programs);
        Address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        this.environment = new(environment) { ["ASPNETCORE_URLS"] = Address.ToString() };
        Client = new PlatformClient(Address);
        Start();
    }

    public Uri Address { get; }

    /// <summary>Asks this replica alone.</summary>
    public PlatformClient Client { get; }

    public int ProcessId => process!.Id;

    public bool IsRunning => process is { HasExited: false };

    /// <summary>What it wrote since its last start.</summary>
    public string Output => process?.Output ?? "";

    /// <summary>Starts it, again at the same address.</summary>
    /// <param name="other">Programs to run from now on.</param>
    public void Start(HostPrograms? other = null)
    {
        programs = other ?? programs;
        process = new ChildProcess(programs.Start(service), environment);
    }

    /// <summary>Waits until it can work.</summary>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    /// <exception cref="TimeoutException">It did not in time; with what it wrote.</exception>
    public async Task Ready()
    {
        var ready = Client.Ready();
        if (await Task.WhenAny(ready, process!.Exit()) != ready)
        {
            throw new InvalidOperationException($"{service} did not start:\n{Output}");
        }
        try
        {
            await ready;
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{service} is not ready. {e.Message}\n{Output}", e);
        }
    }

    /// <summary>What it exports as a gauge without labels.</summary>
    /// <param name="name">Of the metric.</param>
    public async Task<long> Gauge(string name)
    {
        var lines = (await Client.Text("/metrics")).Split('\n');
        return long.Parse(lines.Single(l => l.StartsWith($"{name} ", StringComparison.Ordinal))[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>As <c>kill -9</c>; returns when it is dead.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.Exit();
    }

    /// <summary>As an orchestrator stops it (SIGTERM).</summary>
    public Task Stop() => process!.Stop();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (process is not null)
        {
            await process.DisposeAsync();
        }
    }
}
