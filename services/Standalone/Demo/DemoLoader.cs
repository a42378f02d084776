using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using Spectre.Console;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>Where a platform answers that a demo fills.</summary>
/// <param name="Shown">Kpi's pages, for people.</param>
internal sealed record DemoAddresses(Uri Ingestion, Uri Kpi, Uri Shown)
{
    /// <summary>One address for all.</summary>
    public DemoAddresses(Uri platform) : this(platform, platform, platform)
    {
    }
}

/// <summary>Fills a running platform with the demo's history, over HTTP like any other publisher, and shows what came of it.</summary>
internal static class DemoLoader
{
    /// <summary>The service under which this repository's own analyzer reports go.</summary>
    private const string OwnService = "metricsplatform";

    private const int BatchSize = 100;
    private const int AtATime = 3;

    /// <summary>Loads, waits until the KPIs show all of it, prints the headline. Loading again repeats what is known and adds what time has brought.</summary>
    /// <param name="key">API key with scopes publish and read; null: none is needed.</param>
    /// <param name="repositoryRoot">Its <c>artifacts/sarif</c> holds what the compiler's analyzers wrote; may be missing.</param>
    /// <exception cref="HttpRequestException">The platform refused something or cannot be reached.</exception>
    public static async Task Load(DemoAddresses addresses, string? key, string repositoryRoot, CancellationToken ct)
    {
        using var ingestion = Client(addresses.Ingestion, key);
        using var kpi = Client(addresses.Kpi, key);
        var platform = new PlatformClient(ingestion, kpi);
        var now = TimeProvider.System.GetUtcNow();
        var console = AnsiConsole.Console;
        console.WriteLine();
        console.WriteLine("Half a year of Harbour Street Goods, a fictional shop:");
        await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(progress => LoadAll(platform, DemoHistory.Until(now), OwnReports(repositoryRoot), progress, ct));
        await DemoHeadline.Print(platform, addresses.Shown, console, now, ct);
    }

    /// <summary>Speaks to one of the services.</summary>
    public static HttpClient Client(Uri address, string? key)
    {
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    private static async Task LoadAll(PlatformClient platform, DemoHistory history, FileInfo[] own, ProgressContext progress, CancellationToken ct)
    {
        var events = progress.AddTask($"{Number(history.Events.Count)} events", maxValue: history.Events.Count);
        var reports = progress.AddTask($"{Number(history.Reports.Count)} SARIF reports", maxValue: history.Reports.Count);
        var analyzers = progress.AddTask($"{own.Length} of this repository's analyzers", maxValue: own.Length);
        ConcurrentBag<Guid> submissions = [];

        await Each(history.Events.Chunk(BatchSize), events, batch => batch.Length, batch => platform.Publish(batch, ct));
        await Each(history.Reports, reports, _ => 1, report => platform.Upload(report, ct));
        await Each(own, analyzers, _ => 1, report => platform.Upload(report, OwnService, ct));

        var counted = progress.AddTask("shown by the KPIs", maxValue: submissions.Count);
        foreach (var submission in submissions.Order())
        {
            await platform.UntilProcessed(submission, ct);
            counted.Increment(1);
        }

        Task Each<T>(IEnumerable<T> items, ProgressTask task, Func<T, int> size, Func<T, Task<SubmissionAnswer>> send) =>
            Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = ct }, async (item, _) =>
            {
                var answer = await send(item);
                if (answer.Items.Select(i => i.Error).FirstOrDefault(e => e is not null) is { } refused)
                {
                    throw new HttpRequestException($"The platform refused a part of the demo: {refused.Message}");
                }

                submissions.Add(answer.Id);
                task.Increment(size(item));
            });
    }

    private static FileInfo[] OwnReports(string repositoryRoot)
    {
        var folder = new DirectoryInfo(Path.Combine(repositoryRoot, "artifacts", "sarif"));
        return folder.Exists ? [.. folder.GetFiles("*.sarif").OrderBy(f => f.Name, StringComparer.Ordinal)] : [];
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
