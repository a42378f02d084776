using System.CommandLine;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Audit;
using MetricsPlatform.Standalone.Postgres;

namespace MetricsPlatform.Standalone;

/// <summary>The commands <c>keys</c> and <c>audit</c> on a data folder, whether or not the platform runs on it.</summary>
internal static class DataCommands
{
    private static readonly Option<string> Data = new("--data") { Description = "where everything is kept (default: .data in the working directory)", HelpName = "DIR" };
    private static readonly Option<string> Postgres = new("--postgres") { Description = "connection string of the PostgreSQL that is used instead", HelpName = "STRING" };

    /// <summary>How a person calls <c>keys</c> for what these options run.</summary>
    public static string KeysFor(StandaloneOptions options) =>
        "./run keys" + (options.Postgres is not null ? " --postgres STRING" : options.Data is { } data ? $" --data {data}" : "");

    /// <returns>The process's exit code.</returns>
    /// <exception cref="StartupException">There is no PostgreSQL to ask.</exception>
    public static Task<int> RunKeys(string[] words) => KeysCommand.RunAsync(words, (line, work) => On(line, services => work(services.GetRequiredService<KeyStore>())), Data, Postgres);

    /// <returns>The process's exit code.</returns>
    /// <exception cref="StartupException">There is no PostgreSQL to ask.</exception>
    public static Task<int> RunAudit(string[] words) => AuditCommand.RunAsync(words, (line, work) => On(line, services => work(AuditedDatabase.Of(services))), [Data, Postgres]);

    private static async Task<int> On(ParseResult line, Func<IServiceProvider, Task<int>> work)
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

    /// <summary>What is worked on is what a start with these options would use.</summary>
    private static async Task<int> Work(StandaloneOptions options, string connection, Func<IServiceProvider, Task<int>> work)
    {
        await using var app = Composition.Build(options, connection);
        return await work(app.Services);
    }
}
