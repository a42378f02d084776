using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Client;

/// <summary>A platform that asks for keys, as pipelines meet it.</summary>
public sealed class LockedPlatform : IAsyncLifetime, IAsyncDisposable
{
    private readonly DataDirectory data = new();
    private StandaloneProcess platform = null!;

    public Uri Address => platform.Address;

    /// <summary>Publishes, and reads.</summary>
    public string Key { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var made = await Command.Run(
            "MetricsPlatform.Standalone", ["keys", "create", "--name", "ci", "--scope", "publish", "--scope", "read", "--expires", "1d", "--data", data.Path], []);
        Assert.True(made.Exit == 0, made.Error);
        Key = made.Output.Trim();
        platform = await StandaloneProcess.Start(["--data", data.Path], new Dictionary<string, string> { ["Access__Open"] = "false" });
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await (platform?.DisposeAsync() ?? default);   // null where it did not start
        await data.DisposeAsync();
    }
}
