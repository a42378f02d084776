using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Hosting.Faults;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.States;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>Takes in what Correlation tells, in whatever order and however often: persists it, holds it in memory, says so.</summary>
/// <param name="applied">Called with a service and the revision that the states are of from then on.</param>
public sealed class RevisionIntake(ServiceMap states, StateStore store, CorrelationRequests requests, Func<string, long, CancellationToken, Task> applied) : IDisposable
{
    private readonly RevisionAssembly assembly = new();
    private readonly SemaphoreSlim oneAtATime = new(1);
    private StateStore store = store;

    public async Task Accept(ServiceRevised part, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            if (part.Revision > states.AppliedRevisionOf(part.Service))
            {
                assembly.Add(part);
                await ApplyWhatFollows(part.Service, ct);
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Does something while nothing is taken in.</summary>
    public async Task<T> WhilePaused<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>From here on states are persisted elsewhere. Call while it is paused.</summary>
    public void PersistIn(StateStore other) => store = other;

    public void Dispose() => oneAtATime.Dispose();

    private async Task ApplyWhatFollows(string service, CancellationToken ct)
    {
        while (assembly.TakeNext(service, states.AppliedRevisionOf(service)) is { } revision)
        {
            using var span = PlatformTraces.Start("kpi apply");
            span?.SetTag("service", service);
            var batch = FindingBatch.Of(revision);
            if (await store.Save(revision, batch, ct) is { } stored)
            {
                await requests.AskForStates(service, stored, ct);
                return;
            }
            FaultPoint.Reached("kpi-persisted");
            states.Apply(revision, batch);
            await applied(service, revision.Revision, ct);
            foreach (var former in revision.FormerNames ?? [])
            {
                await applied(former.Service, former.Revision, ct);   // whoever waits for it has it under the new name
            }
        }
        var reached = states.AppliedRevisionOf(service);
        if (assembly.HasGap(service, reached))
        {
            await requests.AskForStates(service, reached, ct);
        }
    }
}
