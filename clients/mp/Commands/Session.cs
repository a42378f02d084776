using System.CommandLine;
using MetricsPlatform.Client.Answers;
using MetricsPlatform.Client.Output;
using MetricsPlatform.Client.Sending;

namespace MetricsPlatform.Client.Commands;

/// <summary>One call of the program: sends, waits where that is asked, tells what came of it.</summary>
internal sealed class Session
{
    private readonly Platform platform;
    private readonly TextWriter error;
    private readonly List<Sent> sent = [];
    private ExitCode code;

    private Session(Platform platform, TextWriter error) => (this.platform, this.error) = (platform, error);

    /// <param name="work">Calls <see cref="Send"/> for everything that is to be sent.</param>
    public static async Task<int> Run(ParseResult line, PlatformOptions options, Surroundings surroundings, Func<Session, Task> work, CancellationToken ct)
    {
        try
        {
            return (int)await Run(line, options, surroundings, work, surroundings.Error, ct);
        }
        catch (ClientException e)
        {
            await surroundings.Error.WriteLineAsync(e.Message);
            return (int)e.Code;
        }
    }

    /// <summary>Sends one payload. One that is refused is told, and the others are sent all the same.</summary>
    /// <exception cref="ClientException">The key does not open this, or the platform cannot be reached.</exception>
    public async Task Send(Payload payload, string path, string mediaType, string? idempotencyKey, CancellationToken ct)
    {
        try
        {
            var submission = await platform.Publish(path, payload, mediaType, idempotencyKey, ct);
            foreach (var item in submission.Items)
            {
                await Tell(payload.Name, item, isReport: idempotencyKey is not null);
            }
            sent.Add(new(payload.Name, submission, submission.Status == Submission.Duplicate));
        }
        catch (ClientException e) when (e.Code == ExitCode.Refused)
        {
            await error.WriteLineAsync(e.Message);
            code = ExitCode.Refused;
        }
    }

    private static async Task<ExitCode> Run(
        ParseResult line, PlatformOptions options, Surroundings surroundings, Func<Session, Task> work, TextWriter error, CancellationToken ct)
    {
        var url = line.GetValue(options.Url) ?? FromVariable(surroundings.Environment(PlatformOptions.UrlVariable));
        var verbose = line.GetValue(options.Verbose);
        Action<string> say = verbose ? error.WriteLine : _ => { };
        using var http = new HttpClient(new Told(surroundings.Handler(), say)) { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
        var retry = new Retry(surroundings.Clock, line.GetValue(options.Timeout) ?? PlatformOptions.DefaultTimeout, surroundings.Pause) { Say = say };
        var credentials = line.GetValue(options.Oidc)
            ? CredentialSources.FromIdToken(surroundings.Environment, line.GetValue(options.Audience) ?? $"{url}".TrimEnd('/'), http, retry, surroundings.Clock)
            : CredentialSources.FromKey(surroundings.Environment);
        if (url is { Scheme: "http", IsLoopback: false })
        {
            await error.WriteLineAsync($"{url} is not encrypted: whoever listens on the way reads what is sent, and the key.");
        }

        var session = new Session(new Platform(http, credentials, retry), error);
        await work(session);
        var failOn = line.GetValue(options.FailOn);
        if (line.GetValue(options.Wait) || failOn is not null)
        {
            await session.Wait(ct);
        }
        var outcome = new Outcome(url, session.sent);
        await surroundings.Output.WriteAsync(line.GetValue(options.Output) switch
        {
            OutputForm.Json => JsonOutput.Of(outcome),
            OutputForm.Markdown => MarkdownOutput.Of(outcome),
            _ => TableOutput.Of(outcome),
        });
        return session.code != ExitCode.Done ? session.code : failOn is { } mildest ? await Judge(outcome, mildest, error) : ExitCode.Done;
    }

    private async Task Wait(CancellationToken ct)
    {
        for (var i = 0; i < sent.Count; i++)
        {
            sent[i] = sent[i] with { Submission = await platform.Processed(sent[i].Submission.Id, sent[i].Name, ct) };
        }
    }

    private async Task Tell(string name, Item item, bool isReport)
    {
        if (item.Status == Submission.Rejected)
        {
            // What is left out of a report makes the scan partial; an event that is refused is lost.
            await error.WriteLineAsync($"{name}: {(isReport ? "left out, so that the scan closes nothing: " : "")}{Refusals.Show(item)}");
            code = isReport ? code : ExitCode.Refused;
        }
        else if (item.Because is { } because)
        {
            await error.WriteLineAsync($"{name}: item {item.Index} changes nothing: {because.Message}");
        }
    }

    private static async Task<ExitCode> Judge(Outcome outcome, Severity mildest, TextWriter error)
    {
        if (outcome.Counts is { Severities: null, New: var fresh, Reopened: var again } && fresh + again > 0)
        {
            throw new ClientException(ExitCode.Refused, "This platform does not tell of which severity findings are: it is older than --fail-on.");
        }
        var bad = outcome.Counts?.Severities?.Where(s => s.Severity >= mildest).Sum(s => s.New + s.Reopened) ?? 0;
        if (bad == 0)
        {
            return ExitCode.Done;
        }
        await error.WriteLineAsync($"{bad} new or reopened {(bad == 1 ? "finding" : "findings")} of severity {Words.Of(mildest)}{(mildest == Severity.Critical ? "" : " or worse")}.");
        return ExitCode.Findings;
    }

    private static Uri FromVariable(string? text) => text switch
    {
        null or "" => throw new ClientException(ExitCode.Usage, $"Where is the platform? Give --url or set {PlatformOptions.UrlVariable}."),
        _ => PlatformOptions.ReadAddress(text)
            ?? throw new ClientException(ExitCode.Usage, $"{PlatformOptions.UrlVariable} must be an address such as https://metricsplatform.example, not '{text}'."),
    };

    /// <summary>Tells each request and its answer; neither headers nor bodies, where secrets are.</summary>
    private sealed class Told(HttpMessageHandler inner, Action<string> say) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            say($"{request.Method} {request.RequestUri}");
            var response = await base.SendAsync(request, cancellationToken);
            say($"  {(int)response.StatusCode} {response.ReasonPhrase}");
            return response;
        }
    }
}
