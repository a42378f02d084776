using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Outages;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary>The same few things for every service: logs, traces, health, time, database, keys, JSON, problem details.</summary>
public static class PlatformDefaults
{
    /// <param name="service">How logs and traces name this process.</param>
    public static void AddPlatformDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.AddSecretFiles();
        builder.AddPlatformTelemetry(service);
        PlatformMetrics.KeepOurOwn();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(Database);
        builder.Services.AddSingleton<PostgresHealth>();
        builder.Services.AddHealthChecks().AddCheck<PostgresHealth>("postgres", tags: [PlatformHealth.Ready]);
        builder.AddPlatformMonitoring();
        builder.AddPlatformAccess();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<OutageAnswers>();
        builder.Services.AddPlatformOpenApi();
        builder.Services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
            o.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;   // JSON, never HTML: an apostrophe stays one
        });
    }

    /// <summary>Errors as problem details, keys, <c>/health/live</c>, <c>/health/ready</c>, <c>/openapi/v1.json</c>. Call before the services' own endpoints.</summary>
    public static void MapPlatformDefaults(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UsePlatformMonitoring();
        app.UsePlatformAccess();
        app.MapPlatformHealth();
        app.MapPlatformOpenApi();
    }

    /// <summary>Configuration from a folder with a file for each value (<c>Secrets:Folder</c>), as orchestrators mount secrets: <c>ConnectionStrings__Postgres</c>.</summary>
    private static void AddSecretFiles(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["Secrets:Folder"] is { Length: > 0 } folder)
        {
            builder.Configuration.AddKeyPerFile(folder, optional: false);
        }
    }

    /// <summary>
    /// The server looks every two seconds whether who asked is still there. Else what a dead process was waiting in holds its locks until the
    /// wait is over: up to a minute for that of the replica that publishes. A machine that is gone is noticed after half a minute.
    /// </summary>
    private const string Absence = "-c client_connection_check_interval=2000 -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private static NpgsqlDataSource Database(IServiceProvider services)
    {
        var connection = services.GetRequiredService<IConfiguration>().GetConnectionString("Postgres")
            ?? throw new InvalidOperationException("Set ConnectionStrings__Postgres to the connection string of the PostgreSQL database.");
        var builder = new NpgsqlDataSourceBuilder(connection);
        builder.ConnectionStringBuilder.Options = $"{Absence} {builder.ConnectionStringBuilder.Options}".TrimEnd();   // what was configured goes before it
        builder.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
        return builder.Build();
    }
}
