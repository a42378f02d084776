using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Outages;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary>
/// <c>migrate</c>: makes what this version needs in PostgreSQL and ends, so that an operator sees it succeed before anything is rolled out. A
/// service does the same when it starts. What a version that still runs needs is left as it is.
/// </summary>
internal static class MigrateCommand
{
    /// <returns>Exit code: 0 when everything is there.</returns>
    public static async Task<int> RunAsync(IServiceProvider services)
    {
        try
        {
            await services.GetRequiredService<KeyStore>().CreateSchema(CancellationToken.None);
            foreach (var preparation in services.GetServices<Preparation>())
            {
                await preparation.Migrate(CancellationToken.None);
            }
            Console.WriteLine("The tables are there.");
            return 0;
        }
        catch (Exception e) when (Outage.Is(e) || e is NpgsqlException)
        {
            await Console.Error.WriteLineAsync($"The tables could not be made: {e.Message}");
            return 1;
        }
    }
}
