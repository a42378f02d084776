using MetricsPlatform.Hosting.Catalogue;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary>The last line of every host.</summary>
public static class PlatformRun
{
    /// <summary>Runs until it is told to stop. A wrong catalogue is told in plain lines, not as a stack trace.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunPlatformAsync(this WebApplication app)
    {
        try
        {
            app.Services.GetService<ICatalogue>();
        }
        catch (CatalogueException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        await app.RunAsync();
        return 0;
    }
}
