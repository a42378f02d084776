using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using MetricsPlatform.Hosting.Commands;

namespace MetricsPlatform.Ingestion.Replay;

/// <summary>The command <c>replay</c>: reads the reports of a format, a service or a period anew in a running platform, and shows what became of them.</summary>
public static class ReplayCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "reports of this format", HelpName = "FORMAT" };
    private static readonly Option<string> Service = new("--service") { Description = "reports about this service", HelpName = "NAME" };
    private static readonly Option<DateTimeOffset?> From = new("--from") { Description = "reports received then or later", HelpName = "TIME" };
    private static readonly Option<DateTimeOffset?> To = new("--to") { Description = "reports received before", HelpName = "TIME" };

    /// <param name="words">What stands behind <c>replay</c>.</param>
    /// <returns>The process's exit code: 0 when every report could be read anew.</returns>
    public static Task<int> RunAsync(string[] words, InvocationConfiguration? console = null)
    {
        var replay = new Command("replay", "reads kept reports through today's adapters, with their original times")
        {
            Format, Service, From, To, RunningPlatform.Url, RunningPlatform.Key,
        };
        replay.SetAction((line, ct) => RunningPlatform.Ask(line, http => Replay(line, http, ct)));
        return new RootCommand { replay }.Parse(["replay", .. words]).InvokeAsync(console);
    }

    private static async Task<int> Replay(ParseResult line, HttpClient http, CancellationToken ct)
    {
        var (say, complain) = (line.InvocationConfiguration.Output, line.InvocationConfiguration.Error);
        var (unchanged, changed, left) = (0, 0, 0);
        Guid? after = null;
        do
        {
            using var answer = await http.PostAsync(new Uri(ReplayReports.Path + QueryOf(line, after), UriKind.Relative), null, ct);
            if (!answer.IsSuccessStatusCode)
            {
                await complain.WriteLineAsync(await RunningPlatform.Complaint(http, answer, ct));
                return 1;
            }
            var page = (await answer.Content.ReadFromJsonAsync<ReplayPage>(ct))!;
            foreach (var report in page.Left)
            {
                await complain.WriteLineAsync($"{report.Submission} is left as it was: {report.Why.Message}");
            }
            (unchanged, changed, left, after) = (unchanged + page.Unchanged, changed + page.Changed.Count, left + page.Left.Count, page.Next);
            await say.WriteLineAsync($"{changed} changed, {unchanged} unchanged, {left} left as they were");
        }
        while (after is not null);
        return left == 0 ? 0 : 1;
    }

    private static string QueryOf(ParseResult line, Guid? after)
    {
        (string Name, string? Value)[] parameters =
        [
            ("format", line.GetValue(Format)), ("service", line.GetValue(Service)), ("from", Text(line.GetValue(From))), ("to", Text(line.GetValue(To))), ("after", after?.ToString()),
        ];
        return "?" + string.Join('&', parameters.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }

    private static string? Text(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);
}
