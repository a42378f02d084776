using System.Text.Json.Nodes;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Scraping;

/// <summary>A real Prometheus that scrapes one address every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly string folder;
    private readonly ChildProcess process;
    private readonly HttpClient http;

    private PrometheusServer(string folder, int port)
    {
        this.folder = folder;
        process = new ChildProcess(
        [
            "prometheus", $"--config.file={folder}/prometheus.yml", $"--storage.tsdb.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}",
        ]);
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public static async Task<PrometheusServer> Start(Uri target)
    {
        var folder = Directory.CreateTempSubdirectory("metricsplatform-prometheus-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), $"""
            scrape_configs:
              - job_name: metricsplatform
                scrape_interval: 1s
                scrape_timeout: 1s
                static_configs:
                  - targets: ['{target.Authority}']
            """);
        return new PrometheusServer(folder, FreePort.Find());
    }

    /// <summary>The value of the only series that an instant query gives; null: none, or nobody answers yet.</summary>
    public async Task<double?> Value(string query)
    {
        try
        {
            using var response = await http.GetAsync(new Uri($"/api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative));
            var text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode && JsonNode.Parse(text)!["data"]!["result"]!.AsArray() is [var series]
                ? double.Parse((string)series!["value"]![1]!, System.Globalization.CultureInfo.InvariantCulture)
                : null;
        }
        catch (HttpRequestException)
        {
            Assert.False(process.HasExited, process.Output);
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
