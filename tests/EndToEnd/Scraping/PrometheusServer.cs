using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using MetricsPlatform.Tests.EndToEnd.Driver;
using MetricsPlatform.Tests.Unit.Architecture;

namespace MetricsPlatform.Tests.EndToEnd.Scraping;

/// <summary>A real Prometheus with our configuration and rules, but that it scrapes one address and does everything each second.</summary>
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
            "prometheus", $"--config.file={folder}/prometheus.yml", $"--storage.tsdb.path={folder}/data", "--storage.tsdb.retention.time=400d",
            $"--web.listen-address=127.0.0.1:{port}",
        ]);
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public static async Task<PrometheusServer> Start(Uri target)
    {
        var folder = Directory.CreateTempSubdirectory("metricsplatform-prometheus-").FullName;
        var ours = Repository.Read("deploy", "prometheus", "standalone.yml");
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), ours
            .Replace("127.0.0.1:8080", target.Authority, StringComparison.Ordinal)
            .Replace("interval: 30s", "interval: 1s", StringComparison.Ordinal)
            .Replace("rules/", Path.Combine(Repository.Root, "deploy", "prometheus", "rules") + "/", StringComparison.Ordinal));
        return new PrometheusServer(folder, FreePort.Find());
    }

    /// <summary>One that scrapes nothing and has the past that an export in OpenMetrics tells.</summary>
    public static async Task<PrometheusServer> StartOn(string export)
    {
        var folder = Directory.CreateTempSubdirectory("metricsplatform-prometheus-").FullName;
        var file = Path.Combine(folder, "history.txt");
        await File.WriteAllTextAsync(file, export);
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), "{}");
        var (code, said) = await Promtool.Run(["tsdb", "create-blocks-from", "--max-block-duration=1440h", "openmetrics", file, Path.Combine(folder, "data")]);
        Assert.True(code == 0, said);
        var started = new PrometheusServer(folder, FreePort.Find());
        await Eventually.Be(() => started.Value("vector(1)"), answer => answer == 1);
        return started;
    }

    /// <summary>The value of the only series that an instant query gives; null: there is not exactly one.</summary>
    /// <param name="at">Null: now.</param>
    public async Task<double?> Value(string query, DateTimeOffset? at = null) => await Query(query, at) is [var series]
        ? double.Parse((string)series!["value"]![1]!, CultureInfo.InvariantCulture)
        : null;

    /// <summary>What an instant query gives; empty while nobody answers.</summary>
    /// <exception cref="HttpRequestException">Prometheus refuses the query.</exception>
    public Task<JsonArray> Query(string query, DateTimeOffset? at = null) => Ask(
        $"/api/v1/query?query={Uri.EscapeDataString(query)}{(at is { } time ? $"&time={time.ToUnixTimeSeconds()}" : "")}", data => data["result"]!.AsArray());

    /// <summary>Values of a label of a metric.</summary>
    public Task<JsonArray> LabelValues(string metric, string label) =>
        Ask($"/api/v1/label/{label}/values?match[]={Uri.EscapeDataString(metric)}", data => data.AsArray());

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<JsonArray> Ask(string path, Func<JsonNode, JsonArray> rows)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.GetAsync(new Uri(path, UriKind.Relative));
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            Assert.False(process.HasExited, process.Output);
            return [];
        }
        using (response)
        {
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                return [];   // it reads its store
            }
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            return response.IsSuccessStatusCode ? rows(answer["data"]!) : throw new HttpRequestException($"{answer["error"]}: {path}");
        }
    }
}
