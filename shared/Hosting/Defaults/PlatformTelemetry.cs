using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary>Logs on the console and traces through OpenTelemetry.</summary>
internal static class PlatformTelemetry
{
    /// <summary>What talks at every request, query, endpoint or schema speaks up only when something is wrong. Configuration and environment override it.</summary>
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",   // without sign-in nothing is sealed; with it, 0066 says where the keys lie
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",   // whoever asks is answered with the reasons
        ["Logging:LogLevel:Npgsql"] = "Warning",
        ["Logging:LogLevel:Marten"] = "Warning",
        ["Logging:LogLevel:MassTransit"] = "Warning",
    };

    /// <summary>Traces leave the process only where the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector.</summary>
    public static void AddPlatformTelemetry(this IHostApplicationBuilder builder, string service)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(o => o.FormatterName = LineFormatter.FormatterName);
        builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();

        var exported = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var version = typeof(PlatformTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService(service, serviceNamespace: "metricsplatform", serviceVersion: version))
            .WithTracing(tracing =>
            {
                tracing.AddSource(PlatformTraces.SourceName, "MassTransit");
                tracing.AddAspNetCoreInstrumentation(o => o.Filter = IsWork);
                if (exported)
                {
                    tracing.AddSource("Npgsql");   // a span for each command: only where somebody looks at it
                    tracing.AddOtlpExporter();
                }
            });
    }

    /// <summary>Scrapes and probes would drown the rest.</summary>
    private static bool IsWork(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments("/metrics");
}
