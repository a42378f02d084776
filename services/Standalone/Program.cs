using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion.Replay;
using MetricsPlatform.Kpi.Rebuild;
using MetricsPlatform.Standalone;
using MetricsPlatform.Standalone.Demo;
using MetricsPlatform.Standalone.Postgres;

try
{
    if (args is ["keys", .. var words])
    {
        return await DataCommands.RunKeys(words);
    }
    if (args is ["audit", .. var audit])
    {
        return await DataCommands.RunAudit(audit);
    }
    if (args is ["kpi", .. var asked])
    {
        return await KpiCommand.RunAsync(asked);
    }
    if (args is ["replay", .. var reports])
    {
        return await ReplayCommand.RunAsync(reports);
    }
    if (args is ["demo", .. var where])
    {
        return await DemoCommand.RunAsync(where);
    }
    var options = StandaloneOptions.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(StandaloneOptions.Usage);
        return 0;
    }
    foreach (var port in options.Ports)
    {
        Listening.EnsureFree(options.Bind, port);
    }
    if (options.Postgres is { } connection)
    {
        return await RunAsync(options, connection, "the PostgreSQL given with --postgres");
    }
    using var folder = await DataFolder.TakeAsync(options.Data);
    await using var postgres = await EmbeddedPostgres.StartAsync(folder);
    return await RunAsync(
        options with { Catalogue = CatalogueOf(options, folder.Root) }, postgres.ConnectionString,
        $"{folder.Root} (PostgreSQL {postgres.Major} on 127.0.0.1:{postgres.Port})");
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

// The one named, else the one of the working directory, else the one beside the data, where the demo puts its own.
static string? CatalogueOf(StandaloneOptions options, string dataFolder)
{
    var besideData = Path.Combine(dataFolder, PlatformCatalogueHosting.DefaultFile);
    if (options.Catalogue is not null || File.Exists(PlatformCatalogueHosting.DefaultFile))
    {
        return options.Catalogue;
    }
    if (options.Demo)
    {
        DemoRun.WriteCatalogue(besideData);
    }
    return File.Exists(besideData) ? besideData : null;
}

static async Task<int> RunAsync(StandaloneOptions options, string connection, string data)
{
    await using var app = Composition.Build(options, connection);
    app.Lifetime.ApplicationStarted.Register(() =>
    {
        var access = app.Services.GetRequiredService<AccessOptions>();
        Console.WriteLine(Listening.Notice(options, data, access));
        if (options.Demo)
        {
            DemoRun.Load(Listening.Url(options), Listening.MonitoringUrl(options), access.Open ? null : app.Services.GetRequiredService<KeyStore>(), app.Lifetime.ApplicationStopping);
        }
    });
    app.Lifetime.ApplicationStopping.Register(() => Console.WriteLine("Stopping …"));
    return await app.RunPlatformAsync();
}
