using System.CommandLine;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Audit;
using MetricsPlatform.Hosting.Catalogue;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary>The last line of every host.</summary>
public static class PlatformRun
{
    private static readonly Option<bool> Keys = new("--keys") { Description = "the trail beside the API keys, where these have a database of their own" };

    /// <summary>Does what the command line says: <c>keys …</c>, <c>audit …</c>, <c>health</c>, <c>migrate</c>, or else runs until it is told to stop.</summary>
    /// <returns>The process's exit code.</returns>
    public static Task<int> RunPlatformAsync(this WebApplication app, string[] args) => args switch
    {
        ["keys", .. var words] => KeysCommand.RunAsync(words, (_, work) => work(app.Services.GetRequiredService<KeyStore>())),
        ["audit", .. var words] => AuditCommand.RunAsync(
            words,
            (line, work) => work(line.GetValue(Keys)
                ? new AuditedDatabase(app.Services.GetRequiredKeyedService<NpgsqlDataSource>(PlatformAccess.Keys), [])
                : AuditedDatabase.Of(app.Services)),
            [Keys]),
        ["health"] => HealthCommand.RunAsync(app.Configuration),
        ["migrate"] => MigrateCommand.RunAsync(app.Services),
        _ => app.RunPlatformAsync(),
    };

    /// <summary>Runs until it is told to stop. What is wrong with the catalogue, the keys or the ports is told in plain lines, not as a stack trace.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunPlatformAsync(this WebApplication app)
    {
        try
        {
            // Both before the host: what it cannot start with, it logs with the stacks of all that it had started.
            app.Services.GetService<ICatalogue>();
            await (app.Services.GetService<KeyRefresher>()?.TryFirst(CancellationToken.None) ?? Task.CompletedTask);
            await app.RunAsync();
            return Environment.ExitCode;
        }
        catch (Exception e) when (e is CatalogueException or AccessException or MonitoringException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
