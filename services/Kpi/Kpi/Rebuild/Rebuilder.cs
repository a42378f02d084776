using System.Threading.Channels;
using MetricsPlatform.Hosting.Outages;
using MetricsPlatform.Kpi.CatchUp;
using MetricsPlatform.Kpi.States;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Kpi.Rebuild;

/// <summary>Fills read models from nothing, beside those that serve, with what Correlation has; then they serve.</summary>
public sealed class Rebuilder(
    RebuildLog log, GenerationFill fill, KpiSchema schema, StateStore store, TimeProvider clock, ILogger<Rebuilder> logger) : BackgroundService
{
    private static readonly TimeSpan Report = TimeSpan.FromMilliseconds(500);
    private readonly Channel<RunningRebuild> begun = Channel.CreateUnbounded<RunningRebuild>();

    /// <summary>Begins a rebuild, which goes on behind the caller.</summary>
    /// <param name="by">Name of whoever asks for it.</param>
    /// <returns>False: one is running, in this replica or another.</returns>
    public async Task<bool> Begin(string? by, CancellationToken ct)
    {
        if (await log.Begin(by, clock.GetUtcNow(), ct) is not { } rebuild)
        {
            return false;
        }
        await begun.Writer.WriteAsync(rebuild, CancellationToken.None);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var rebuild in begun.Reader.ReadAllAsync(stoppingToken))
        {
            await using (rebuild)
            {
                await Run(rebuild, stoppingToken);
            }
        }
    }

    private async Task Run(RunningRebuild rebuild, CancellationToken ct)
    {
        try
        {
            while (!await Filled(rebuild, ct))
            {
                logger.LogWarning("The tables of the rebuild were dropped; beginning anew");
            }
            await rebuild.Done(ct);
            logger.LogInformation("The read models are rebuilt");
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            logger.LogError(Outage.Is(failed) ? null : failed, "The rebuild failed, the read models are as they were: {Reason}", failed.Message);
            await Tell(rebuild, failed.Message, ct);
        }
    }

    /// <returns>False: its tables were dropped meanwhile.</returns>
    private async Task<bool> Filled(RunningRebuild rebuild, CancellationToken ct)
    {
        Guid filled = default;
        Generation? next = null;
        var reported = DateTimeOffset.MinValue;
        try
        {
            await fill.Run(
                async () =>
                {
                    filled = await schema.CreateNext(ct);
                    return (new ServiceMap(), store.OfNext());
                },
                ct => schema.Switch(filled, ct), Progress, ct);
            await Write();
            return true;
        }
        catch (Exception lost) when (lost is GenerationLostException or PostgresException { SqlState: PostgresErrorCodes.UndefinedTable })
        {
            return false;
        }

        Task Progress(Generation generation)
        {
            next = generation;
            return next.Missing.Listings > 0 && clock.GetUtcNow() - reported > Report ? Write() : Task.CompletedTask;
        }

        Task Write()
        {
            reported = clock.GetUtcNow();
            var (missing, findings) = (next!.Missing, next.States.All.Sum(s => (long)s.Facts.Findings.Count));
            return rebuild.Progress(missing.Total - missing.Count, missing.Total, findings, ct);
        }
    }

    private static async Task Tell(RunningRebuild rebuild, string reason, CancellationToken ct)
    {
        try
        {
            await rebuild.Failed(reason, ct);
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            // Without its session, and so without the lock, it shows as interrupted.
        }
    }
}
