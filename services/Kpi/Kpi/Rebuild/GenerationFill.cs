using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Hosting.Outages;
using MetricsPlatform.Kpi.CatchUp;
using MetricsPlatform.Kpi.States;
using Npgsql;

namespace MetricsPlatform.Kpi.Rebuild;

/// <summary>Fills a generation beside the one that serves, and lets it take the other's place when it knows all that Correlation has.</summary>
public sealed class GenerationFill(Generations generations, CorrelationRequests requests, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <summary>Waits for its turn: a replica fills one generation at a time.</summary>
    /// <param name="prepare">Gives what the generation begins with, and where its states are persisted.</param>
    /// <param name="takePlace">Lets its tables take the place of the serving ones. Gives the generation that they are.</param>
    /// <param name="progress">Called again and again while it is filled.</param>
    public async Task Run(
        Func<Task<(ServiceMap States, StateStore Store)>> prepare, Func<CancellationToken, Task<Guid>> takePlace, Func<Generation, Task> progress, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            var (states, store) = await prepare();
            var next = generations.Fill(states, store);
            IReadOnlySet<ServiceRevision>? unknown = new HashSet<ServiceRevision>();
            while (unknown is not null)
            {
                await Reach(next, progress, ct);
                // What it still does not know then, though asked for anew, Correlation does not know either: that was put back to an earlier state.
                unknown = await TrySwitch(unknown, takePlace, ct);
            }
            await progress(next);
        }
        finally
        {
            generations.Drop();
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>Waits until the generation knows everything that Correlation has by now.</summary>
    private async Task Reach(Generation next, Func<Generation, Task> progress, CancellationToken ct)
    {
        await ListedAnew(next, progress, ct);
        await ListedAnew(next, progress, ct);   // the first may have been the answer to an earlier question
        while (next.Missing.Count > 0)
        {
            await Wait(next, progress, ct);
        }
    }

    private async Task ListedAnew(Generation next, Func<Generation, Task> progress, CancellationToken ct)
    {
        var (before, asked) = (next.Missing.Listings, DateTimeOffset.MinValue);
        while (next.Missing.Listings == before)
        {
            if (clock.GetUtcNow() - asked > AskAgain)
            {
                await Ask(ct);
                asked = clock.GetUtcNow();
            }
            await Wait(next, progress, ct);
        }
    }

    private async Task Ask(CancellationToken ct)
    {
        try
        {
            await requests.AskForServices(ct);
        }
        catch (Exception away) when (Outage.Is(away))
        {
            // Asked again as long as nothing comes.
        }
    }

    private async Task Wait(Generation next, Func<Generation, Task> progress, CancellationToken ct)
    {
        await progress(next);
        await await Task.WhenAny(next.Failure, Task.Delay(Step, clock, ct));
    }

    private async Task<IReadOnlySet<ServiceRevision>?> TrySwitch(IReadOnlySet<ServiceRevision> known, Func<CancellationToken, Task<Guid>> takePlace, CancellationToken ct)
    {
        try
        {
            return await generations.Switch(known, takePlace, ct);
        }
        catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable)
        {
            return known;
        }
    }
}
