using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Spectre.Console;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>
/// A Prometheus beside the demo, where one is installed (<c>prometheus</c> and <c>promtool</c> in the path): it scrapes the platform, has
/// the rules of <c>deploy/prometheus</c>, and knows the past that the platform tells.
/// </summary>
internal sealed class DemoPrometheus(Uri platform, Uri monitoring, DirectoryInfo configuration)
{
    /// <summary>Prometheus' own; another where that is taken.</summary>
    private const int UsualPort = 9090;

    /// <summary>Starts it, tells where it is, and ends it with the platform.</summary>
    /// <param name="monitoring">Where its metrics are.</param>
    /// <param name="repositoryRoot">Its <c>deploy/prometheus</c> is used; where that is missing nothing is started.</param>
    /// <exception cref="HttpRequestException">The platform does not tell its past.</exception>
    public static async Task Run(Uri platform, Uri monitoring, string repositoryRoot, CancellationToken stopping)
    {
        var configuration = new DirectoryInfo(Path.Combine(repositoryRoot, "deploy", "prometheus"));
        if (configuration.Exists && IsInstalled("prometheus") && IsInstalled("promtool"))
        {
            var folder = Directory.CreateTempSubdirectory("metricsplatform-demo-prometheus-");
            try
            {
                await new DemoPrometheus(platform, monitoring, configuration).Run(folder, stopping);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private async Task Run(DirectoryInfo folder, CancellationToken stopping)
    {
        var (now, data) = (TimeProvider.System.GetUtcNow(), Path.Combine(folder.FullName, "data"));
        var history = Path.Combine(folder.FullName, "history.txt");
        using (var kpi = DemoLoader.Client(platform, key: null))
        {
            await DemoPast.Write(kpi, history, now, stopping);
        }
        await Promtool(["create-blocks-from", "--max-block-duration=1440h", "openmetrics", history, data], stopping);
        var url = new Uri($"http://127.0.0.1:{(Listening.IsFree(UsualPort) ? UsualPort : Listening.AnyFree())}");
        using var server = Start("prometheus",
        [
            $"--config.file={await Configuration(folder)}", $"--storage.tsdb.path={data}", "--storage.tsdb.retention.time=400d",
            $"--query.lookback-delta={DemoPast.Step.TotalHours}h", $"--web.listen-address={url.Authority}", "--log.level=error",
        ]);
        try
        {
            await UntilReady(url, server, stopping);
            await Promtool(
                [
                    "create-blocks-from", "--max-block-duration=1440h", "rules", $"--url={url}", $"--eval-interval={DemoPast.Step.TotalHours}h",
                    $"--start={Seconds(now - DemoPast.Length)}", $"--end={Seconds(now)}", $"--output-dir={data}",
                    .. configuration.GetFiles("rules/*.yml").Select(f => f.FullName).Where(f => !f.EndsWith("-alerts.yml", StringComparison.Ordinal)),
                ],
                stopping);
            AnsiConsole.MarkupLineInterpolated($"  Prometheus  {url}graph?g0.expr=devsecops_mttr_seconds&g0.tab=0&g0.range_input=26w");
            AnsiConsole.MarkupLineInterpolated($"  alerts      {url}alerts");
            await server.WaitForExitAsync(stopping);
        }
        finally
        {
            if (!server.HasExited)
            {
                server.Kill();
                await server.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private async Task<string> Configuration(DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, "prometheus.yml");
        var ours = await File.ReadAllTextAsync(Path.Combine(configuration.FullName, "standalone.yml"));
        await File.WriteAllTextAsync(file, ours
            .Replace("127.0.0.1:8080", monitoring.Authority, StringComparison.Ordinal)
            .Replace("rules/", $"{configuration.FullName}/rules/", StringComparison.Ordinal));
        return file;
    }

    private static async Task UntilReady(Uri url, Process server, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = url };
        while (!await Answers())
        {
            if (server.HasExited)
            {
                throw new IOException($"Prometheus ended with exit code {server.ExitCode}.");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }

        async Task<bool> Answers()
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("-/ready", UriKind.Relative), ct);
                return answer.IsSuccessStatusCode;
            }
            catch (Exception e) when (e is HttpRequestException or SocketException)
            {
                return false;
            }
        }
    }

    private static async Task Promtool(string[] arguments, CancellationToken ct)
    {
        using var promtool = Start("promtool", ["tsdb", .. arguments]);
        await promtool.WaitForExitAsync(ct);
        if (promtool.ExitCode != 0)
        {
            throw new IOException($"promtool tsdb {string.Join(' ', arguments)} ended with exit code {promtool.ExitCode}.");
        }
    }

    private static Process Start(string program, string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };   // read, so that it never waits for a reader
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static bool IsInstalled(string program)
    {
        try
        {
            using var asked = Start(program, ["--version"]);
            asked.WaitForExit();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
