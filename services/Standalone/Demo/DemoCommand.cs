using System.CommandLine;
using System.Net.Sockets;
using MetricsPlatform.Hosting.Access.Keys;
using MetricsPlatform.Hosting.Commands;
using MetricsPlatform.Hosting.Defaults;
using Npgsql;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>The command <c>demo</c>: fills a platform whose services run apart with the demo's history, and ends. docker-compose.yml has it behind a profile.</summary>
internal static class DemoCommand
{
    /// <summary>Services that wait for their first key are started again by whoever runs them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly Option<Uri> Ingestion = RunningPlatform.Place("--ingestion", "where Ingestion answers");
    private static readonly Option<Uri> Kpi = RunningPlatform.Place("--kpi", "where Kpi answers");
    private static readonly Option<Uri> Shown = RunningPlatform.Place("--shown", "where people find Kpi's pages", new Uri("http://localhost:8080"));
    private static readonly Option<string> Past = new("--past") { Description = "writes half a year of figures for Prometheus there", HelpName = "FILE" };

    /// <param name="words">What stands behind <c>demo</c>.</param>
    /// <returns>The process's exit code: 0 when the figures show all of it.</returns>
    public static Task<int> RunAsync(string[] words)
    {
        var demo = new Command("demo", "fills a platform whose services run apart with half a year of a fictional shop; ConnectionStrings__Keys names the database of its keys") { Ingestion, Kpi, Shown, Past };
        demo.SetAction(Run);
        return new RootCommand { demo }.Parse(["demo", .. words]).InvokeAsync();
    }

    private static async Task<int> Run(ParseResult line, CancellationToken ct)
    {
        var addresses = new DemoAddresses(line.GetRequiredValue(Ingestion), line.GetRequiredValue(Kpi), line.GetRequiredValue(Shown));
        var builder = WebApplication.CreateBuilder();
        builder.AddPlatformDefaults("demo");
        await using var app = builder.Build();
        try
        {
            if (app.Configuration.GetConnectionString("Keys") is null)
            {
                await Fill(addresses, null, line.GetValue(Past), ct);
                return 0;
            }
            var keys = app.Services.GetRequiredService<KeyStore>();
            await keys.CreateSchema(ct);
            var visitor = await DemoKeys.OfVisitor(keys, ct);
            await Fill(addresses, (await DemoKeys.OfLoader(keys, ct)).Text, line.GetValue(Past), ct);
            await DemoKeys.Forget(keys, ct);
            Console.WriteLine($"  sign in at {addresses.Shown} with the key {visitor.Text}");
            return 0;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or NpgsqlException)
        {
            await Console.Error.WriteLineAsync($"The demo could not be loaded: {e.Message}");
            return 1;
        }
    }

    private static async Task Fill(DemoAddresses addresses, string? key, string? past, CancellationToken ct)
    {
        await UntilAnswers(addresses.Ingestion, ct);
        await UntilAnswers(addresses.Kpi, ct);
        await DemoLoader.Load(addresses, key, repositoryRoot: AppContext.BaseDirectory, ct);
        if (past is not null)
        {
            using var kpi = DemoLoader.Client(addresses.Kpi, key);
            await DemoPast.Write(kpi, past, TimeProvider.System.GetUtcNow(), ct);
        }
    }

    /// <summary>A service that has just started answers 503, and one that waits for its first key does not answer.</summary>
    private static async Task UntilAnswers(Uri service, CancellationToken ct)
    {
        using var http = DemoLoader.Client(service, key: null);
        for (var waited = TimeSpan.Zero; !await Answers(); waited += Pause)
        {
            if (waited >= Patience)
            {
                throw new HttpRequestException($"{service} does not answer.");
            }
            await Task.Delay(Pause, ct);
        }

        async Task<bool> Answers()
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("v1/services", UriKind.Relative), ct);
                return (int)answer.StatusCode < StatusCodes.Status500InternalServerError;
            }
            catch (Exception e) when (e is HttpRequestException or SocketException)
            {
                return false;
            }
        }
    }
}
