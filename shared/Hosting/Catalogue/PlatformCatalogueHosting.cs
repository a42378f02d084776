using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>Gives a service the catalogue.</summary>
public static class PlatformCatalogueHosting
{
    /// <summary>Where the catalogue is when <c>Catalogue:File</c> does not say; in the working directory.</summary>
    public const string DefaultFile = "platform.yaml";

    /// <summary>
    /// Adds <see cref="ICatalogue"/> from the file that <c>Catalogue:File</c> names (then it must exist), else from <see cref="DefaultFile"/>
    /// as soon as that exists. May be called by every service of a process.
    /// </summary>
    public static void AddPlatformCatalogue(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(services =>
        {
            var named = services.GetRequiredService<IConfiguration>()["Catalogue:File"];
            var logger = services.GetRequiredService<ILogger<CatalogueFile>>();
            return new CatalogueFile(Path.GetFullPath(named ?? DefaultFile), required: named is not null, logger);
        });
        builder.Services.TryAddSingleton<ICatalogue>(services => services.GetRequiredService<CatalogueFile>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, CatalogueWatcher>());
    }
}
