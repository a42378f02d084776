using System.Collections.Concurrent;
using System.Net.Sockets;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Bench.Faults;

/// <summary>Senders that send on whatever happens, and send again what was not acknowledged.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private const int Senders = 4;
    private const int EventsARequest = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3000);
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromMilliseconds(100);

    private readonly PlatformClient client;
    private readonly string prefix;
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentBag<int> acknowledged = [];
    private readonly Task sending;
    private int next;
    private int hurry;

    public SteadyLoad(PlatformClient client, string prefix)
    {
        (this.client, this.prefix) = (client, prefix);
        sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Send()));
    }

    /// <summary>Numbers of the events that are accepted, as their sender was told.</summary>
    public IReadOnlyCollection<int> Acknowledged => acknowledged;

    /// <summary>Sends the next so many events without a pause.</summary>
    public void Hurry(int events) => Interlocked.Add(ref hurry, events);

    /// <summary>Stops when everything that was begun is acknowledged.</summary>
    /// <returns>How many events there were: all from 0.</returns>
    public async Task<int> Stop()
    {
        await ended.CancelAsync();
        await sending;
        return next;
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        ended.Dispose();
    }

    private async Task Send()
    {
        while (!ended.IsCancellationRequested)
        {
            var first = Interlocked.Add(ref next, EventsARequest) - EventsARequest;
            var batch = Enumerable.Range(first, EventsARequest).ToList();
            while (!await Accepted(batch))
            {
                await Task.Delay(BeforeAgain);
            }
            batch.ForEach(acknowledged.Add);
            if (Interlocked.Add(ref hurry, -EventsARequest) < 0)
            {
                Interlocked.Exchange(ref hurry, 0);
                await Task.Delay(Pause);
            }
        }
    }

    private async Task<bool> Accepted(IEnumerable<int> numbers)
    {
        try
        {
            var answer = await client.PostBatch(numbers.Select(n => LoadEvents.At(n, prefix)));
            return answer.Status is 202
                || (answer.Status is 503 or 429 ? false : throw new InvalidOperationException($"A sender was told {answer}"));
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException)
        {
            return false;
        }
    }
}
