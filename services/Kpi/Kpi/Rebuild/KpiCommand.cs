using System.CommandLine;
using System.Net;
using System.Net.Http.Json;
using MetricsPlatform.Hosting.Commands;

namespace MetricsPlatform.Kpi.Rebuild;

/// <summary>The command <c>kpi</c>: what can be asked of Kpi in a running platform. <c>kpi rebuild</c> makes its read models anew and shows how far that is.</summary>
public static class KpiCommand
{
    private const string Path = "/v1/kpi/rebuild";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <param name="words">What stands behind <c>kpi</c>.</param>
    /// <returns>The process's exit code: 0 when the read models were rebuilt.</returns>
    public static Task<int> RunAsync(string[] words, InvocationConfiguration? console = null)
    {
        var rebuild = new Command("rebuild", "makes the read models anew from what Correlation has; what serves goes on meanwhile") { RunningPlatform.Url, RunningPlatform.Key };
        rebuild.SetAction((line, ct) => RunningPlatform.Ask(line, http => Rebuild(line, http, ct)));
        return new RootCommand { new Command("kpi", "Kpi of a running platform") { rebuild } }.Parse(["kpi", .. words]).InvokeAsync(console);
    }

    private static async Task<int> Rebuild(ParseResult line, HttpClient http, CancellationToken ct)
    {
        var (say, complain) = (line.InvocationConfiguration.Output, line.InvocationConfiguration.Error);
        using var begun = await http.PostAsync(new Uri(Path, UriKind.Relative), null, ct);
        if (begun.StatusCode == HttpStatusCode.Conflict)
        {
            await say.WriteLineAsync("A rebuild is running already; this shows how far it is.");
        }
        else if (!begun.IsSuccessStatusCode)
        {
            await complain.WriteLineAsync(await RunningPlatform.Complaint(http, begun, ct));
            return 1;
        }
        return await Follow(http, say, complain, ct);
    }

    /// <summary>Shows each step until the rebuild is over.</summary>
    private static async Task<int> Follow(HttpClient http, TextWriter say, TextWriter complain, CancellationToken ct)
    {
        var said = "";
        while (true)
        {
            var status = (await http.GetFromJsonAsync<RebuildStatus>(Path, KpiJson.Api, ct))!;
            var step = status.ServicesTotal == 0
                ? "waiting for correlation to list its services"
                : $"{status.ServicesDone} of {status.ServicesTotal} services, {status.Findings} findings";
            if (step != said)
            {
                await say.WriteLineAsync(said = step);
            }
            switch (status.State)
            {
                case RebuildState.Running:
                    await Task.Delay(Interval, ct);
                    break;
                case RebuildState.Done:
                    await say.WriteLineAsync($"Done in {(status.Finished - status.Started)!.Value.TotalSeconds:0.0} s; the new read models serve.");
                    return 0;
                case var over:
                    await complain.WriteLineAsync($"The rebuild {(over == RebuildState.Failed ? $"failed: {status.Reason}" : "was interrupted")}; the read models are as they were. Start it again.");
                    return 1;
            }
        }
    }
}
