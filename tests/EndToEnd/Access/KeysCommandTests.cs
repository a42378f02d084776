using System.Diagnostics;
using System.Net.Http.Headers;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Access;

/// <summary>Keys as an operator handles them: with the command of the program, while the platform stands and while it runs.</summary>
public sealed class KeysCommandTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly Dictionary<string, string> Locked = new() { ["Access__Open"] = "false" };
    private readonly DataDirectory data = new();

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => data.DisposeAsync();

    [Fact]
    public async Task A_key_is_made_before_the_first_start_replaced_while_it_runs_and_revoked()
    {
        var refused = await Run(["--data", data.Path, "--port", $"{FreePort.Find()}"]);
        Assert.Equal(1, refused.Exit);
        Assert.Contains($"./run keys --data {data.Path} create", refused.Error, StringComparison.Ordinal);

        var first = await Key("create", "--name", "ci", "--scope", "read", "--service", "shop", "--expires", "90d");
        await using var platform = await StandaloneProcess.Start(["--data", data.Path], Locked);
        Assert.Equal((401, 200), (await Status(platform, null), await Status(platform, first)));

        var second = await Key("rotate", "--name", "ci");
        Assert.Equal((200, 200), (await Status(platform, first), await Status(platform, second)));
        Assert.Equal(0, (await Keys("revoke", first.Split('_')[1])).Exit);
        Assert.Equal(401, await Eventually.Be(() => Status(platform, first), status => status != 200));
        Assert.Equal(200, await Status(platform, second));

        var list = (await Keys("list", "--all")).Output;
        Assert.Matches($"{first.Split('_')[1]}  ci +read +shop .* revoked ", list);
        Assert.Matches($"{second.Split('_')[1]}  ci +read +shop .* until ", list);
        Assert.DoesNotContain(second.Split('_')[2], list, StringComparison.Ordinal);
        await platform.Stop();
    }

    /// <returns>All that went to standard output: the key.</returns>
    private async Task<string> Key(params string[] words)
    {
        var made = await Keys(words);
        Assert.True(made.Exit == 0, made.Error);
        Assert.Matches("^mp_[0-9a-f]{12}_[0-9a-f]{64}\n$", made.Output);
        return made.Output.TrimEnd();
    }

    private Task<(int Exit, string Output, string Error)> Keys(params string[] words) => Run(["keys", .. words, "--data", data.Path]);

    private static async Task<(int Exit, string Output, string Error)> Run(string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MetricsPlatform.Standalone.dll"), .. words])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["Access__Open"] = "false" },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    private static async Task<int> Status(StandaloneProcess platform, string? key)
    {
        using var http = new HttpClient { BaseAddress = platform.Address };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.GetAsync(new Uri("/v1/findings", UriKind.Relative));
        return (int)response.StatusCode;
    }
}
