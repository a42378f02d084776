using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Catalogue;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary>The last line of every host.</summary>
public static class PlatformRun
{
    /// <summary>Does what the command line says: <c>keys …</c>, <c>health</c>, or else runs until it is told to stop.</summary>
    /// <returns>The process's exit code.</returns>
    public static Task<int> RunPlatformAsync(this WebApplication app, string[] args) => args switch
    {
        ["keys", .. var words] => KeysCommand.RunAsync(words, (_, work) => work(app.Services.GetRequiredService<KeyStore>())),
        ["health"] => HealthCommand.RunAsync(app.Configuration),
        _ => app.RunPlatformAsync(),
    };

    /// <summary>Runs until it is told to stop. What is wrong with the catalogue or the keys is told in plain lines, not as a stack trace.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunPlatformAsync(this WebApplication app)
    {
        try
        {
            app.Services.GetService<ICatalogue>();
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is CatalogueException or AccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
