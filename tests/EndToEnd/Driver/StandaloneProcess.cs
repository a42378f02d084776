namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>The platform as people run it: the built program, in a process of its own.</summary>
public sealed class StandaloneProcess : IAsyncDisposable
{
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "MetricsPlatform.Standalone.dll");

    private readonly ChildProcess process;

    private StandaloneProcess(ChildProcess process, Uri address)
    {
        this.process = process;
        Address = address;
        Client = new PlatformClient(address);
    }

    public Uri Address { get; }

    public PlatformClient Client { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="store"><c>--data DIR</c> or <c>--postgres STRING</c>.</param>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public static async Task<StandaloneProcess> Start(string[] store, IReadOnlyDictionary<string, string>? environment = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var started = new StandaloneProcess(new ChildProcess(["dotnet", Program, "--port", $"{address.Port}", .. store], environment), address);
        try
        {
            var ready = started.Client.Ready();
            if (await Task.WhenAny(ready, started.process.Exit()) != ready)
            {
                throw new InvalidOperationException($"Standalone did not start:\n{started.process.Output}");
            }
            await ready;
            return started;
        }
        catch
        {
            await started.DisposeAsync();   // nobody else has it
            throw;
        }
    }

    /// <summary>Waits until the process is dead.</summary>
    public Task Exit(CancellationToken ct = default) => process.Exit(ct);

    public Task Stop() => process.Stop();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await process.DisposeAsync();
    }
}
