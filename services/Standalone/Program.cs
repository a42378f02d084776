using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Standalone;
using MetricsPlatform.Standalone.Postgres;

try
{
    var options = StandaloneOptions.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(StandaloneOptions.Usage);
        return 0;
    }
    Listening.EnsureFree(options.Bind, options.Port);
    if (options.Postgres is { } connection)
    {
        return await RunAsync(options, connection, "the PostgreSQL given with --postgres");
    }
    using var folder = await DataFolder.TakeAsync(options.Data);
    await using var postgres = await EmbeddedPostgres.StartAsync(folder);
    return await RunAsync(options, postgres.ConnectionString, $"{folder.Root} (PostgreSQL {postgres.Major} on 127.0.0.1:{postgres.Port})");
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

static async Task<int> RunAsync(StandaloneOptions options, string connection, string data)
{
    await using var app = Composition.Build(options, connection);
    app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(Listening.Notice(options, data)));
    app.Lifetime.ApplicationStopping.Register(() => Console.WriteLine("Stopping …"));
    return await app.RunPlatformAsync();
}
