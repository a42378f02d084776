using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MetricsPlatform.Kpi.Rebuild;

/// <summary>What makes the read models anew while the platform runs.</summary>
internal static class KpiRebuild
{
    public static void AddRebuild(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<GenerationFill>();
        builder.Services.AddSingleton<RebuildLog>();
        builder.Services.AddSingleton<Rebuilder>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Rebuilder>());
        builder.Services.AddHostedService<GenerationWatch>();
    }
}
