using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace MetricsPlatform.Client.Sending;

/// <summary>Sends a request until it is answered: again after connection errors, 408, 429 and 5xx, ever later, until the time is up.</summary>
/// <param name="timeout">For everything that is sent through this, from now on.</param>
/// <param name="pause">Waits; null: by the clock.</param>
/// <param name="jitter">Gives a number in [0, 1); null: a random one.</param>
internal sealed class Retry(TimeProvider clock, TimeSpan timeout, Func<TimeSpan, CancellationToken, Task>? pause = null, Func<double>? jitter = null)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset deadline = clock.GetUtcNow() + timeout;

    /// <summary>Hears of every attempt that failed, and of the pause after it.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <param name="send">One attempt; it makes its request anew.</param>
    /// <returns>The first answer that is final.</returns>
    /// <exception cref="ClientException">There was none in time.</exception>
    public async Task<HttpResponseMessage> Send(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (response, failure) = await Attempt(send, ct);
            if (response is not null && !IsPassing(response.StatusCode))
            {
                return response;
            }
            failure ??= $"it answers {(int)response!.StatusCode} {response.ReasonPhrase}";
            var asked = AskedFor(response);
            response?.Dispose();
            await Pause(asked ?? Backoff(attempt), $"attempt {attempt}: {failure}", ct);
        }
    }

    /// <summary>Waits, unless that would take longer than there is time.</summary>
    /// <exception cref="ClientException">It would.</exception>
    public async Task Pause(TimeSpan span, string why, CancellationToken ct)
    {
        if (clock.GetUtcNow() + span >= deadline)
        {
            throw new ClientException(ExitCode.NotInTime, $"Given up after {timeout.TotalSeconds:0.#} s; {why}.");
        }
        Say($"{why}; again in {span.TotalSeconds:0.0} s");
        await (pause is null ? Task.Delay(span, clock, ct) : pause(span, ct));
    }

    private async Task<(HttpResponseMessage? Response, string? Failure)> Attempt(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ct)
    {
        var left = deadline - clock.GetUtcNow();
        using var over = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, over.Token);
        try
        {
            return (await send(either.Token), null);
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException tls)
        {
            throw new ClientException(ExitCode.NotInTime, $"There is no secure connection: {tls.Message}");   // time mends no certificate
        }
        catch (SocketException e)   // .NET 10 does not wrap this one: the connection broke as soon as it was made
        {
            return (null, e.Message);
        }
        catch (HttpRequestException e)
        {
            return (null, e.InnerException is { } cause && !e.Message.Contains(cause.Message, StringComparison.Ordinal) ? $"{e.Message} ({cause.Message})" : e.Message);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return (null, "it does not answer");
        }
    }

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private TimeSpan? AskedFor(HttpResponseMessage? response) => response?.Headers.RetryAfter switch
    {
        { Delta: { } span } => span,
        { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>Half a second, doubled each time, up to half a minute; of that a random part, at least half: senders that failed together do not come back together.</summary>
    private TimeSpan Backoff(int attempt)
    {
        var full = First * Math.Pow(2, Math.Min(attempt - 1, 10));
        return (full < Longest ? full : Longest) * (0.5 + (jitter ?? Random.Shared.NextDouble)() / 2);
    }
}
