using System.CommandLine;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Standalone.Postgres;

namespace MetricsPlatform.Standalone;

/// <summary>The command <c>keys</c> on a data folder, whether or not the platform runs on it.</summary>
internal static class KeysOnData
{
    private static readonly Option<string> Data = new("--data") { Description = "where everything is kept (default: .data in the working directory)", HelpName = "DIR" };
    private static readonly Option<string> Postgres = new("--postgres") { Description = "connection string of the PostgreSQL that is used instead", HelpName = "STRING" };

    /// <summary>How a person calls it for what these options run.</summary>
    public static string CommandOf(StandaloneOptions options) =>
        "./run keys" + (options.Postgres is not null ? " --postgres STRING" : options.Data is { } data ? $" --data {data}" : "");

    /// <returns>The process's exit code.</returns>
    /// <exception cref="StartupException">There is no PostgreSQL to ask.</exception>
    public static Task<int> RunAsync(string[] words) => KeysCommand.RunAsync(words, WithStore, Data, Postgres);

    private static async Task<int> WithStore(ParseResult line, Func<KeyStore, Task<int>> work)
    {
        var options = new StandaloneOptions { Data = line.GetValue(Data), Postgres = line.GetValue(Postgres) };
        if ((options.Postgres ?? await EmbeddedPostgres.RunningAsync(options.Data)) is { } connection)
        {
            return await Work(options, connection, work);
        }
        using var folder = await DataFolder.TakeAsync(options.Data);
        await using var postgres = await EmbeddedPostgres.StartAsync(folder);
        return await Work(options, postgres.ConnectionString, work);
    }

    /// <summary>The store is the one that a start with these options would use.</summary>
    private static async Task<int> Work(StandaloneOptions options, string connection, Func<KeyStore, Task<int>> work)
    {
        await using var app = Composition.Build(options, connection);
        return await work(app.Services.GetRequiredService<KeyStore>());
    }
}
