using System.Diagnostics;
using System.Globalization;
using MetricsPlatform.Tests.EndToEnd.Driver;
using Microsoft.Playwright;

namespace MetricsPlatform.Bench.Kpi;

/// <summary>How soon a browser paints each page with 100,000 findings: the middle of some loads of each, in a fresh tab.</summary>
internal static class PageBench
{
    private const int Findings = 100_000;
    private const int Loads = 15;
    private const int WarmUp = 5;

    /// <summary>When it was, or will be.</summary>
    private const string FirstPaint = """
        () => new Promise(resolve => new PerformanceObserver(list => list.getEntriesByName('first-contentful-paint').forEach(e => resolve(e.startTime)))
            .observe({ type: 'paint', buffered: true }))
        """;

    public static async Task Run()
    {
        await using var postgres = new PostgresFixture();
        await postgres.InitializeAsync();
        var population = new Population(Findings);
        await using var kpi = await KpiInside.Start(await postgres.CreateDatabase(), population);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium-headless-shell", Args = ["--no-sandbox", "--disable-gpu"] });
        await using var context = await browser.NewContextAsync(new() { BaseURL = kpi.Address.ToString() });
        Console.WriteLine("| page | answer, ms | first paint, ms |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var path in await Pages(kpi.Client, population))
        {
            var answers = new List<double>();
            var paints = new List<double>();
            for (var i = 0; i < WarmUp + Loads; i++)
            {
                var page = await context.NewPageAsync();
                var started = Stopwatch.GetTimestamp();
                await kpi.Client.Text(path);
                answers.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                await page.GotoAsync(path);
                paints.Add(await page.EvaluateAsync<double>(FirstPaint));
                await page.WaitForLoadStateAsync(LoadState.NetworkIdle);   // what a page fetches later must not disturb the next one
                await page.CloseAsync();
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{path}` | {Middle(answers):0} | {Middle(paints):0} |"));
        }
    }

    private static async Task<IReadOnlyList<string>> Pages(PlatformClient client, Population population)
    {
        var service = population.Services[0].Name;
        var finding = (string)(await client.Get("/v1/findings?limit=1")).Body["items"]![0]!["id"]!;
        var releases = (await client.Get($"/v1/releases?service={service}&limit=1")).Body["items"]!.AsArray();
        return
        [
            "/health/live",   // what the browser itself takes for a line of text
            "/", $"/teams/{population.Catalogue.TeamOf(service)}", $"/services/{service}", .. releases.Select(r => $"/services/{service}/releases/{(string)r!["version"]!}"),
            "/findings?state=all", $"/findings/{finding}", "/trend", "/controls", "/explain/survival_median?severity=high&window=90d", "/explain/open?severity=medium",
        ];
    }

    private static double Middle(IEnumerable<double> times) => times.Skip(WarmUp).Order().ElementAt(Loads / 2);
}
