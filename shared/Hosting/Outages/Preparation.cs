using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Hosting.Outages;

/// <summary>
/// What a service must do once before it can work, and needs PostgreSQL for. It is tried until it succeeds, beside the host: that starts
/// without PostgreSQL, lives, and says that it is not ready.
/// </summary>
public abstract class Preparation(ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Returns when it is done.</summary>
    public Task Done(CancellationToken ct) => done.Task.WaitAsync(ct);

    /// <summary>Whether it is done within this time.</summary>
    public async Task<bool> Done(TimeSpan within, CancellationToken ct)
    {
        try
        {
            await done.Task.WaitAsync(within, ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Does it here and now, for a command that runs without the host.</summary>
    public async Task Now(CancellationToken ct)
    {
        if (!done.Task.IsCompleted)
        {
            await Prepare(ct);
            done.TrySetResult();
        }
    }

    /// <summary>Makes the tables, and nothing else, for a command that runs before a new version does.</summary>
    public virtual Task Migrate(CancellationToken ct) => Now(ct);

    /// <summary>May be called again after an outage in its middle.</summary>
    protected abstract Task Prepare(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!done.Task.IsCompleted)
        {
            try
            {
                await Now(stoppingToken);
            }
            catch (Exception e) when (Outage.Is(e))
            {
                logger.LogWarning("PostgreSQL does not answer, trying again: {Reason}", e.Message);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }
}
