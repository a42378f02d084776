using MetricsPlatform.Kpi.CatchUp;
using MetricsPlatform.Kpi.States;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Kpi.Rebuild;

/// <summary>
/// Keeps memory of the generation that the tables are: takes over what another replica has rebuilt, and fills tables anew that somebody
/// dropped. What was in memory serves until then.
/// </summary>
public sealed class GenerationWatch(
    StateLoader loaded, Generations generations, GenerationFill fill, KpiSchema schema, StateReader reader, StateStore store, TimeProvider clock,
    ILogger<GenerationWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await loaded.Done(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await schema.Find(stoppingToken) != generations.Serving)
                {
                    await Follow(stoppingToken);
                }
            }
            catch (Exception failed) when (failed is NpgsqlException or GenerationLostException)
            {
                logger.LogWarning("Cannot look after the tables of the read models, trying again: {Reason}", failed.Message);
            }
            await Task.Delay(Interval, clock, stoppingToken);
        }
    }

    private async Task Follow(CancellationToken ct)
    {
        Guid followed = default;
        await fill.Run(
            async () =>
            {
                logger.LogInformation("The tables are of another generation; taking that over");
                (var states, followed) = await reader.Read(ct);
                return (states, store);
            },
            async ct => await schema.Find(ct) is var there && there == followed ? followed : throw new GenerationLostException(there),
            _ => Task.CompletedTask, ct);
    }
}
