using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc;

namespace MetricsPlatform.Kpi.Rebuild;

/// <summary>The command <c>kpi</c>: what can be asked of Kpi in a running platform. <c>kpi rebuild</c> makes its read models anew and shows how far that is.</summary>
public static class KpiCommand
{
    private const string Path = "/v1/kpi/rebuild";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private static readonly Option<Uri> Url = new("--url")
    {
        Description = "where the platform answers", HelpName = "URL", DefaultValueFactory = _ => new Uri("http://127.0.0.1:8080"), CustomParser = Address,
    };

    private static readonly Option<string> Key = new("--key") { Description = "API key with the scope administer, where the platform asks for one", HelpName = "KEY" };

    /// <param name="words">What stands behind <c>kpi</c>.</param>
    /// <returns>The process's exit code: 0 when the read models were rebuilt.</returns>
    public static Task<int> RunAsync(string[] words, InvocationConfiguration? console = null)
    {
        var rebuild = new Command("rebuild", "makes the read models anew from what Correlation has; what serves goes on meanwhile") { Url, Key };
        rebuild.SetAction(Rebuild);
        return new RootCommand { new Command("kpi", "Kpi of a running platform") { rebuild } }.Parse(["kpi", .. words]).InvokeAsync(console);
    }

    private static async Task<int> Rebuild(ParseResult line, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = line.GetRequiredValue(Url) };
        if (line.GetValue(Key) is { } key)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        var (say, complain) = (line.InvocationConfiguration.Output, line.InvocationConfiguration.Error);
        try
        {
            using var begun = await http.PostAsync(new Uri(Path, UriKind.Relative), null, ct);
            if (begun.StatusCode == HttpStatusCode.Conflict)
            {
                await say.WriteLineAsync("A rebuild is running already; this shows how far it is.");
            }
            else if (!begun.IsSuccessStatusCode)
            {
                await complain.WriteLineAsync($"{http.BaseAddress} answers {(int)begun.StatusCode}: {await Detail(begun, ct)}");
                return 1;
            }
            return await Follow(http, say, complain, ct);
        }
        catch (HttpRequestException away)
        {
            await complain.WriteLineAsync($"{http.BaseAddress} does not answer: {away.Message}");
            return 1;
        }
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

    private static Uri? Address(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }
        result.AddError($"--url must be an address such as http://127.0.0.1:8080, not '{result.Tokens[0].Value}'.");
        return null;
    }

    private static async Task<string> Detail(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return (await response.Content.ReadFromJsonAsync<ProblemDetails>(ct))?.Detail ?? response.ReasonPhrase ?? "";
        }
        catch (System.Text.Json.JsonException)
        {
            return response.ReasonPhrase ?? "";
        }
    }
}
