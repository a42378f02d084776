using MetricsPlatform.Hosting.Outages;
using MetricsPlatform.Kpi.CatchUp;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Kpi.States;

/// <summary>Brings the persisted states into memory; whoever takes in or answers waits for it.</summary>
public sealed class StateLoader(StateReader reader, KpiSchema schema, Generations generations, ILogger<StateLoader> logger) : Preparation(logger)
{
    public override Task Migrate(CancellationToken ct) => schema.CreateFirst(ct);

    protected override async Task Prepare(CancellationToken ct)
    {
        var (states, generation) = await reader.Read(ct);
        generations.Start(states, generation);
        logger.LogInformation("Loaded the states of {Services} services", states.All.Count());
    }
}
